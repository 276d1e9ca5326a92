package ecommerce.local;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known, everywhere below, of the request that is being answered: its id, as the client
 * gets it, and its trace. Bound to the thread that answers; work that moves to another thread takes
 * it along by {@link #carried}.
 *
 * @param requestId empty where nobody asked: a poller, a retry
 */
public record Scope(Optional<String> requestId, Optional<TraceHeader> trace) {

  private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();
  private static final Scope NONE = new Scope(Optional.empty(), Optional.empty());

  /** Of this thread; knows nothing outside of any request. */
  public static Scope current() {
    return CURRENT.orElse(NONE);
  }

  /** Of a request that came in with a header of its own, or without. */
  public static Scope request(String requestId, Optional<TraceHeader> trace) {
    return new Scope(Optional.of(requestId), trace);
  }

  /** The same request, further down in its trace. */
  public static Scope traced(Optional<TraceHeader> trace) {
    return new Scope(current().requestId(), trace);
  }

  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** Work for another thread, in the scope of this one. */
  public static <T> Supplier<T> carried(Supplier<T> work) {
    Scope scope = current();
    return () -> scope.call(work);
  }
}
