package ecommerce.local.cognito;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupExistsException;

/** The groups of all pools. */
final class Groups {

  private final Collection<Group> kept;

  Groups(Store store) {
    this.kept = store.collection("cognito.groups", Group.class);
  }

  void add(Group group) {
    if (!kept.putIfAbsent(key(group.poolId(), group.name()), group)) {
      throw Refusal.with(
          GroupExistsException.builder().message("A group with the name already exists."));
    }
  }

  void put(Group group) {
    kept.put(key(group.poolId(), group.name()), group);
  }

  Group get(Pool pool, String name) {
    return kept.get(key(pool.id(), name)).orElseThrow(() -> Refusal.notFound("Group not found."));
  }

  List<Group> of(Pool pool) {
    return List.copyOf(kept.startingWith(key(pool.id(), "")).values());
  }

  void remove(Group group) {
    kept.remove(key(group.poolId(), group.name()));
  }

  private static String key(String poolId, String name) {
    return poolId + "/" + name;
  }
}
