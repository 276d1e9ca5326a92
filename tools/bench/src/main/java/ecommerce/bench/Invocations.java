package ecommerce.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many Lambda invocations an order costs, from createOrder's answer on. Orders go one after
 * another and their people wait for each status, as people do: nothing is saved by batches. The
 * listener's do not count.
 */
record Invocations(int orders) implements Figure {

  private static final String LISTENER = "platform Listener";

  @Override
  public List<Finding> measure(Checkout checkout) {
    try (Platform platform = new Platform(checkout.running())) {
      Shopper shopper = Shopper.enter(platform);
      Reports reports = new Reports(platform.logs());
      reports.onceQuiet(System.currentTimeMillis());
      List<Double> untilFulfilled = new ArrayList<>();
      List<Double> untilQuiet = new ArrayList<>();
      Map<String, Long> byFunction = new TreeMap<>();
      for (int i = 0; i < orders; i++) {
        String orderId = shopper.create();
        long created = System.currentTimeMillis();
        shopper.pack(orderId);
        shopper.awaitStatus(orderId, "PACKAGED");
        shopper.startDelivery(orderId);
        shopper.awaitStatus(orderId, "IN_DELIVERY");
        shopper.completeDelivery(orderId);
        shopper.awaitStatus(orderId, "FULFILLED");
        long fulfilled = System.currentTimeMillis();
        List<Report> after =
            reports.onceQuiet(created).stream()
                .filter(
                    report -> report.begun() >= created && !report.function().startsWith(LISTENER))
                .toList();
        untilQuiet.add((double) after.size());
        untilFulfilled.add(
            (double) after.stream().filter(report -> report.begun() <= fulfilled).count());
        after.forEach(report -> byFunction.merge(report.function(), 1L, Long::sum));
      }
      return List.of(
          new Finding(
              "invocations an order, createOrder's answer → FULFILLED",
              whole(Series.of(untilFulfilled)),
              "at most 18"),
          Finding.of("… until everything is quiet", whole(Series.of(untilQuiet))),
          Finding.of("… by function, mean of " + orders + " orders", text(byFunction)));
    }
  }

  private static String whole(Series counts) {
    return String.format(
        Locale.ROOT, "%.0f (%.0f–%.0f)", counts.median(), counts.min(), counts.max());
  }

  private String text(Map<String, Long> byFunction) {
    return byFunction.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s %.1f", entry.getKey(), (double) entry.getValue() / orders))
        .collect(Collectors.joining(", "));
  }
}
