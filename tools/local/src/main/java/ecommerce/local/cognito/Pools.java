package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The user pools, each with its key pair. */
final class Pools {

  /**
   * A pool as it is kept: its configuration in the SDK's own JSON, without times, and its private
   * key as a JWK.
   */
  record Kept(JsonNode type, String key, Instant created, Instant modified) {}

  private final Collection<Kept> kept;
  private final Map<String, Pool> pools = new ConcurrentSkipListMap<>();

  Pools(Store store) {
    this.kept = store.collection("cognito.pools", Kept.class);
    kept.entries().forEach((id, record) -> pools.put(id, read(record)));
  }

  private static Pool read(Kept record) {
    try {
      UserPoolType type = Shapes.fromJson(record.type(), UserPoolType.builder()).build();
      return new Pool(type, RSAKey.parse(record.key()), record.created(), record.modified());
    } catch (ParseException e) {
      throw new IllegalStateException("the key of a user pool cannot be read", e);
    }
  }

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  void put(Pool pool) {
    ObjectNode type =
        Shapes.toJson(pool.type().toBuilder().creationDate(null).lastModifiedDate(null).build());
    kept.put(pool.id(), new Kept(type, pool.key().toJSONString(), pool.created(), pool.modified()));
    pools.put(pool.id(), pool);
  }

  void remove(String id) {
    kept.remove(id);
    pools.remove(id);
  }

  Optional<Pool> find(String id) {
    return Optional.ofNullable(pools.get(id));
  }

  Pool get(String id) {
    return find(id).orElseThrow(() -> Refusal.notFound("User pool " + id + " does not exist."));
  }

  List<Pool> all() {
    return List.copyOf(pools.values());
  }
}
