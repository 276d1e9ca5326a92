package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/** The aliases of all functions, each a name for a version. Durable. */
final class Aliases {

  private final Collection<ObjectNode> stored;

  Aliases(Store store) {
    this.stored = store.collection("lambda.aliases", ObjectNode.class);
  }

  Optional<AliasConfiguration> find(String function, String alias) {
    return stored.get(key(function, alias)).map(Aliases::read);
  }

  /** By name. */
  List<AliasConfiguration> of(String function) {
    return stored.startingWith(function + ":").values().stream().map(Aliases::read).toList();
  }

  /** False where there is one of that name already. */
  boolean add(String function, AliasConfiguration alias) {
    return stored.putIfAbsent(key(function, alias.name()), Shapes.toJson(alias));
  }

  void put(String function, AliasConfiguration alias) {
    stored.put(key(function, alias.name()), Shapes.toJson(alias));
  }

  void remove(String function, String alias) {
    stored.remove(key(function, alias));
  }

  private static String key(String function, String alias) {
    return function + ":" + alias;
  }

  private static AliasConfiguration read(ObjectNode json) {
    return Shapes.fromJson(json, AliasConfiguration.builder()).build();
  }
}
