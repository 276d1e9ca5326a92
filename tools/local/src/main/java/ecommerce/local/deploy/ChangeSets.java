package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The change sets of all stacks; those of a deleted stack are forgotten. */
final class ChangeSets {

  private final Collection<ChangeSetRecord> changeSets;

  ChangeSets(Store store) {
    this.changeSets = store.collection("cloudformation.changesets", ChangeSetRecord.class);
  }

  void put(ChangeSetRecord changeSet) {
    changeSets.put(changeSet.id(), changeSet);
  }

  void remove(ChangeSetRecord changeSet) {
    changeSets.remove(changeSet.id());
  }

  Optional<ChangeSetRecord> byId(String id) {
    return changeSets.get(id);
  }

  Optional<ChangeSetRecord> named(StackRecord stack, String name) {
    return of(stack).stream().filter(changeSet -> changeSet.name().equals(name)).findFirst();
  }

  /** The newest first. */
  List<ChangeSetRecord> of(StackRecord stack) {
    return all().stream()
        .filter(changeSet -> changeSet.stackId().equals(stack.id()))
        .sorted(Comparator.comparing(ChangeSetRecord::created).reversed())
        .toList();
  }

  List<ChangeSetRecord> all() {
    return changeSets.values();
  }
}
