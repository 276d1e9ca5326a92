package ecommerce.suite.privilege;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Grants that are withheld from their roles, of each role one at a time, in their order: the next
 * as soon as somebody misses the one before, or nobody has missed it for a while.
 */
final class Withheld implements AutoCloseable {

  private final Roles roles;
  private final Duration patience;
  private final Map<String, Deque<Grant>> waiting = new LinkedHashMap<>();
  private final Map<Grant, Long> since = new HashMap<>();
  private final Set<Grant> notMissed = new LinkedHashSet<>();

  /**
   * @param patience how long somebody may take to miss a grant
   */
  Withheld(Roles roles, Collection<Grant> grants, Duration patience) {
    this.roles = roles;
    this.patience = patience;
    grants.forEach(
        grant -> waiting.computeIfAbsent(grant.role(), any -> new ArrayDeque<>()).add(grant));
    waiting.values().forEach(this::takeNext);
  }

  private void takeNext(Deque<Grant> grants) {
    if (!grants.isEmpty()) {
      roles.take(grants.peek());
      since.put(grants.peek(), System.nanoTime());
    }
  }

  /**
   * @param said what the environment has said since this was called before
   */
  void hear(List<String> said) {
    for (Grant grant : List.copyOf(since.keySet())) {
      boolean missed = said.stream().anyMatch(grant::deniedIn);
      if (!missed && System.nanoTime() - since.get(grant) < patience.toNanos()) {
        continue;
      }
      if (!missed) {
        notMissed.add(grant);
      }
      giveBack(grant);
      waiting.get(grant.role()).remove();
      takeNext(waiting.get(grant.role()));
    }
  }

  private void giveBack(Grant grant) {
    since.remove(grant);
    roles.giveBack(grant);
  }

  /** Whether each grant had its turn. */
  boolean isOver() {
    return since.isEmpty();
  }

  /** Those that had their turn, and nobody missed. */
  Set<Grant> notMissed() {
    return notMissed;
  }

  @Override
  public void close() {
    List.copyOf(since.keySet()).forEach(this::giveBack);
  }
}
