package ecommerce.local;

import java.util.Optional;

/** Takes the segments that services make of what they do, and says which requests are traced. */
public interface Tracing {

  /** What a sampling rule looks at; empty texts where it has no such thing. */
  record Asked(String service, String type, String arn, String host, String method, String path) {

    /** For services that see no HTTP request. */
    public static Asked of(String service, String type, String arn) {
      return new Asked(service, type, arn, "", "", "");
    }
  }

  /**
   * The header under which a service goes on: the one that it was given, or of a new trace; and
   * where nobody has decided yet, sampled or not by the rules.
   */
  TraceHeader decide(Optional<TraceHeader> given, Asked asked);

  /** Takes a segment that has ended. Never fails and never waits. */
  void record(Segment segment);

  /** {@code host:port} of the daemon that takes segments of applications over UDP. */
  Optional<String> daemon();

  /** Collects nothing: no request is sampled. */
  static Tracing none(Timers timers) {
    return new Tracing() {
      @Override
      public TraceHeader decide(Optional<TraceHeader> given, Asked asked) {
        return given.orElseGet(() -> TraceHeader.fresh(timers.instant())).sampled(false);
      }

      @Override
      public void record(Segment segment) {
        // Nobody looks at it.
      }

      @Override
      public Optional<String> daemon() {
        return Optional.empty();
      }
    };
  }
}
