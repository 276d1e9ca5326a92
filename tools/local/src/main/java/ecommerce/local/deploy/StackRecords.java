package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * All stacks, by their id; in memory, and in the store before a change is told. A name belongs to
 * one stack that is not deleted.
 */
final class StackRecords {

  private final Collection<StackRecord> kept;
  private final Map<String, StackRecord> stacks = new ConcurrentHashMap<>();

  /**
   * @param host where the environment is reached now
   */
  StackRecords(Store store, String host) {
    this.kept = store.collection("cloudformation.stacks", StackRecord.class);
    kept.values().forEach(stack -> put(stack.at(host)));
  }

  /** Keeps a stack that is new. */
  synchronized void add(StackRecord stack) {
    if (named(stack.name()).isPresent()) {
      throw Refusals.exists(stack.name());
    }
    put(stack);
  }

  private void put(StackRecord stack) {
    if (!stack.equals(stacks.put(stack.id(), stack))) {
      kept.put(stack.id(), stack);
    }
  }

  StackRecord get(String id) {
    StackRecord stack = stacks.get(id);
    if (stack == null) {
      throw Refusals.missing(id);
    }
    return stack;
  }

  /** By id, also a deleted one; or by name. */
  Optional<StackRecord> find(String nameOrId) {
    return nameOrId.startsWith("arn:")
        ? Optional.ofNullable(stacks.get(nameOrId))
        : named(nameOrId);
  }

  private Optional<StackRecord> named(String name) {
    return stacks.values().stream()
        .filter(stack -> stack.name().equals(name) && !stack.deleted())
        .findFirst();
  }

  /** The newest first. */
  List<StackRecord> all() {
    return stacks.values().stream()
        .sorted(Comparator.comparing((StackRecord stack) -> stack.times().created()).reversed())
        .toList();
  }

  /** Forgets a stack that was deleted. */
  synchronized void forget(StackRecord stack) {
    stacks.remove(stack.id());
    kept.remove(stack.id());
  }

  /** Changes a stack; what the change throws leaves it as it is. */
  synchronized StackRecord change(String id, UnaryOperator<StackRecord> change) {
    StackRecord changed = change.apply(get(id));
    put(changed);
    return changed;
  }
}
