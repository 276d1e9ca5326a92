package ecommerce.edge.tracing;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends subsegments of the present invocation to X-Ray's daemon. Does nothing where there is no
 * daemon, or the invocation is not sampled; never fails and never waits. Callers give names, ids
 * and numbers only: never a card, a token, an address or a query string.
 */
public final class Tracer {

  private static final Tracer OFF = new Tracer(Optional.empty());

  private final Optional<Consumer<String>> daemon;

  private Tracer(Optional<Consumer<String>> daemon) {
    this.daemon = daemon;
  }

  /**
   * @param address what {@code AWS_XRAY_DAEMON_ADDRESS} is; empty where there is none
   */
  public static Tracer to(String address) {
    if (address.isEmpty()) {
      return OFF;
    }
    try {
      return new Tracer(Optional.of(Daemon.at(address)));
    } catch (IOException | RuntimeException e) {
      return OFF;
    }
  }

  static Tracer to(Consumer<String> daemon) {
    return new Tracer(Optional.of(daemon));
  }

  /** Begins a subsegment of the function's segment; empty where nothing is traced. */
  public Optional<Subsegment> begin(String name) {
    return daemon.isEmpty()
        ? Optional.empty()
        : Header.current().map(header -> new Subsegment(daemon.get(), header, name));
  }

  /** Loads, while the function starts, what its first traced invocation will need. */
  public void prime() {
    daemon.ifPresent(
        any -> {
          Consumer<String> nobody = document -> {};
          new Subsegment(nobody, new Header("priming", "priming"), "priming")
              .annotate("orderId", "priming")
              .end();
          Daemon.prime();
        });
  }
}
