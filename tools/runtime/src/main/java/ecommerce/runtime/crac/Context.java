package ecommerce.runtime.crac;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The resources that registered themselves. All of them are told, also where one fails: before the
 * snapshot in the opposite order to that of their registration, after the restore in its order.
 */
public final class Context<R extends Resource> implements Resource {

  private final Deque<R> resources = new ArrayDeque<>();

  Context() {}

  public synchronized void register(R resource) {
    resources.addLast(resource);
  }

  @Override
  public synchronized void beforeCheckpoint(Context<? extends Resource> context)
      throws CheckpointException {
    CheckpointException failures = new CheckpointException();
    for (Iterator<R> newest = resources.descendingIterator(); newest.hasNext(); ) {
      try {
        newest.next().beforeCheckpoint(this);
      } catch (Exception e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }

  @Override
  public synchronized void afterRestore(Context<? extends Resource> context)
      throws RestoreException {
    RestoreException failures = new RestoreException();
    for (R resource : resources) {
      try {
        resource.afterRestore(this);
      } catch (Exception e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
