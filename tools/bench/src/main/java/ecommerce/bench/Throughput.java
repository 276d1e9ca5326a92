package ecommerce.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How many orders a minute go from authorisation to FULFILLED, with clients that do not pause. */
record Throughput(List<Integer> clients, int seconds) implements Figure {

  /** The share of the time, before what counts, in which clients run already. */
  private static final double WARM_UP = 0.25;

  private record Done(long ended, double milliseconds) {}

  @Override
  public List<Finding> measure(Checkout checkout) {
    List<Finding> findings = new ArrayList<>();
    try (Platform platform = new Platform(checkout.running())) {
      Shopper shopper = Shopper.enter(platform);
      for (int number : clients) {
        findings.addAll(measure(shopper, number));
      }
    }
    return findings;
  }

  private List<Finding> measure(Shopper shopper, int number) {
    Queue<Done> done = new ConcurrentLinkedQueue<>();
    Queue<String> errors = new ConcurrentLinkedQueue<>();
    long from = System.nanoTime() + (long) (seconds * WARM_UP * 1e9);
    long to = from + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      threads.add(Thread.ofVirtual().start(() -> shop(shopper, to, done, errors)));
    }
    join(threads);
    List<Double> durations =
        done.stream()
            .filter(order -> order.ended() >= from && order.ended() < to)
            .map(Done::milliseconds)
            .toList();
    String what = "orders a minute, " + number + " clients";
    if (durations.isEmpty()) {
      return List.of(Finding.of(what, "none; errors: " + summary(errors)));
    }
    double rate = durations.size() * 60.0 / seconds;
    return List.of(
        Finding.of(what, String.format(Locale.ROOT, "%.0f; errors: %s", rate, summary(errors))),
        Finding.of("… an order's duration", Series.of(durations).percentiles("ms", 50, 95)));
  }

  private static void shop(Shopper shopper, long to, Queue<Done> done, Queue<String> errors) {
    while (System.nanoTime() < to) {
      long begun = System.nanoTime();
      try {
        shopper.wholeOrder();
        long ended = System.nanoTime();
        done.add(new Done(ended, (ended - begun) / 1e6));
      } catch (RuntimeException e) {
        errors.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private static String summary(Queue<String> errors) {
    Map<String, Integer> kinds = new TreeMap<>();
    errors.forEach(
        error -> kinds.merge(error.substring(0, Math.min(100, error.length())), 1, Integer::sum));
    return kinds.isEmpty() ? "none" : kinds.toString().replace('|', '/').replace('\n', ' ');
  }
}
