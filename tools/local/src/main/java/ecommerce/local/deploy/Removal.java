package ecommerce.local.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Takes resources away, each before what it depends on. */
final class Removal {

  private final Progress progress;

  Removal(Progress progress) {
    this.progress = progress;
  }

  /** Dependents first; what does not depend on each other goes the opposite way of its making. */
  static List<Leftover> order(Collection<Leftover> made) {
    List<Leftover> rest = new ArrayList<>(made);
    List<Leftover> order = new ArrayList<>();
    while (!rest.isEmpty()) {
      Leftover next =
          rest.reversed().stream()
              .filter(one -> rest.stream().noneMatch(other -> dependsOn(other, one)))
              .findFirst()
              .orElse(rest.getLast());
      rest.remove(next);
      order.add(next);
    }
    return order;
  }

  private static boolean dependsOn(Leftover other, Leftover one) {
    return other != one && other.made().dependsOn().contains(one.logicalId());
  }

  /** What an update or its roll-back left; what cannot be removed stays behind, as on AWS. */
  void leftovers() {
    for (Leftover leftover : order(progress.stack().leftovers())) {
      progress.check();
      remove(leftover);
      progress.change(
          stack -> {
            List<Leftover> rest = new ArrayList<>(stack.leftovers());
            rest.remove(leftover);
            return stack.leftovers(rest);
          });
    }
  }

  /**
   * All of a stack's resources.
   *
   * @return the logical ids of those that could not be removed
   */
  List<String> all(Collection<Leftover> resources) {
    List<Leftover> failed = new ArrayList<>();
    for (Leftover resource : order(resources)) {
      progress.check();
      if (failed.stream().anyMatch(other -> dependsOn(other, resource))) {
        failed.add(resource);
        continue;
      }
      if (remove(resource).isPresent()) {
        failed.add(resource);
      } else {
        progress.change(
            stack -> stack.contents(stack.contents().without(resource.logicalId())).counted());
      }
    }
    return failed.stream().map(Leftover::logicalId).toList();
  }

  /**
   * @return why it could not be removed; empty where it is gone or stays on purpose
   */
  private Optional<String> remove(Leftover leftover) {
    Made made = leftover.made();
    if (leftover.retained()) {
      progress.event(leftover.logicalId(), made, "DELETE_SKIPPED", null);
      return Optional.empty();
    }
    if (stillThere(made, leftover.logicalId())) {
      return Optional.empty();
    }
    progress.event(leftover.logicalId(), made, "DELETE_IN_PROGRESS", null);
    try {
      progress.engine().types().get(made.type()).delete(made.resource());
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      String reason = progress.reason(e);
      progress.event(leftover.logicalId(), made, "DELETE_FAILED", reason);
      return Optional.of(reason);
    }
    progress.event(leftover.logicalId(), made, "DELETE_COMPLETE", null);
    return Optional.empty();
  }

  /** Whether the stack goes on with the very same thing, e.g. under another logical id. */
  private boolean stillThere(Made made, String logicalId) {
    return progress.stack().resources().entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().type().equals(made.type())
                    && entry.getValue().resource().equals(made.resource())
                    && !(entry.getKey().equals(logicalId) && entry.getValue().equals(made)));
  }
}
