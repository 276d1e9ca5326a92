package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** The clients of all pools, by their ids. */
final class Clients {

  /** A client as it is kept: its configuration in the SDK's own JSON, without times. */
  record Kept(JsonNode type, Instant created, Instant modified) {}

  private final Collection<Kept> kept;
  private final Map<String, Client> clients = new ConcurrentSkipListMap<>();

  Clients(Store store) {
    this.kept = store.collection("cognito.clients", Kept.class);
    kept.entries()
        .forEach(
            (id, record) ->
                clients.put(
                    id,
                    new Client(
                        Shapes.fromJson(record.type(), UserPoolClientType.builder()).build(),
                        record.created(),
                        record.modified())));
  }

  void put(Client client) {
    UserPoolClientType timeless =
        client.type().toBuilder().creationDate(null).lastModifiedDate(null).build();
    kept.put(client.id(), new Kept(Shapes.toJson(timeless), client.created(), client.modified()));
    clients.put(client.id(), client);
  }

  void remove(String id) {
    kept.remove(id);
    clients.remove(id);
  }

  /** A client wherever it belongs: unsigned operations name nothing else. */
  Client get(String id) {
    return Optional.ofNullable(clients.get(id)).orElseThrow(() -> missing(id));
  }

  /** A client of a pool. */
  Client get(Pool pool, String id) {
    return Optional.ofNullable(clients.get(id))
        .filter(client -> client.poolId().equals(pool.id()))
        .orElseThrow(() -> missing(id));
  }

  List<Client> of(Pool pool) {
    return clients.values().stream().filter(client -> client.poolId().equals(pool.id())).toList();
  }

  private static RuntimeException missing(String id) {
    return Refusal.notFound("User pool client " + id + " does not exist.");
  }
}
