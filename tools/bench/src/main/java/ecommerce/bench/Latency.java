package ecommerce.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * How long functions take: GetOrder through its API, CreateOrder invoked directly, TableUpdate
 * behind its stream.
 */
record Latency(int calls) implements Figure {

  private static final int COLD = 7;

  @Override
  public List<Finding> measure(Checkout checkout) {
    try (Platform platform = new Platform(checkout.running())) {
      return new Run(platform, checkout.state(), calls).findings();
    }
  }

  /** One measurement in one environment. */
  private static final class Run {

    private final Platform platform;
    private final int calls;
    private final Http http;
    private final Shopper shopper;
    private final Reports reports;
    private final PaymentTokens tokens;
    private final ColdStarts coldStarts;
    private final URI invokeCreateOrder;

    Run(Platform platform, Path state, int calls) {
      this.platform = platform;
      this.calls = calls;
      this.http = platform.http();
      this.shopper = Shopper.enter(platform);
      this.reports = new Reports(platform.logs());
      this.tokens = new PaymentTokens(platform, shopper.basket().total());
      this.coldStarts = new ColdStarts(platform, reports, state);
      String function = platform.function("orders", "CreateOrder");
      this.invokeCreateOrder =
          URI.create(
              platform.endpoint()
                  + "/2015-03-31/functions/"
                  + function
                  + ":"
                  + Platform.ALIAS
                  + "/invocations");
    }

    List<Finding> findings() {
      String orderId = shopper.create();
      URI url = URI.create(platform.parameter("orders/api/url") + "/backend/" + orderId);
      IntFunction<HttpRequest> get = i -> http.signed("execute-api", SdkHttpMethod.GET, url, "");
      List<String> tokensForAll = tokens.make(calls + 2 * COLD + 4);
      IntFunction<HttpRequest> create = i -> createOrder(tokensForAll.get(i));
      List<Finding> findings = new ArrayList<>();
      Runnable order = () -> http.send(create.apply(calls + tokens.next()));
      findings.add(cold("GetOrder", () -> http.send(get.apply(0))));
      findings.add(cold("CreateOrder", order));
      findings.add(cold("TableUpdate", order));
      reports.onceQuiet(System.currentTimeMillis());
      findings.addAll(warm("GetOrder, through its API, signed", "orders GetOrder", get));
      long begun = System.currentTimeMillis();
      findings.addAll(
          warm("CreateOrder, invoked, orders flowing on behind it", "orders CreateOrder", create));
      Series updates = durations("orders TableUpdate", begun);
      String times = ", " + updates.size() + " invocations";
      findings.add(
          Finding.of(
              "TableUpdate of orders, warm, REPORT", updates.percentiles("ms", 50, 99) + times));
      return findings;
    }

    private Finding cold(String logicalId, Runnable invocation) {
      Series starts = coldStarts.measure("orders", logicalId, invocation, COLD);
      return Finding.of(
          "orders " + logicalId + ", cold: start + duration, REPORT", starts.spread("ms"));
    }

    private List<Finding> warm(String what, String function, IntFunction<HttpRequest> call) {
      long begun = System.currentTimeMillis();
      List<Double> seen = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        HttpRequest request = call.apply(i);
        long sent = System.nanoTime();
        http.send(request);
        seen.add((System.nanoTime() - sent) / 1e6);
      }
      Series reported = durations(function, begun);
      return List.of(
          Finding.of(
              what + ", warm, as its caller sees it", Series.of(seen).percentiles("ms", 50, 99)),
          Finding.of("… REPORT", reported.percentiles("ms", 50, 99)));
    }

    private Series durations(String function, long since) {
      return Series.of(
          reports.onceQuiet(since).stream()
              .filter(report -> report.function().equals(function) && report.start().isEmpty())
              .map(Report::milliseconds)
              .toList());
    }

    private HttpRequest createOrder(String token) {
      ObjectNode event = Http.JSON.createObjectNode().put("userId", "bench");
      event.set("order", shopper.basket().order(token));
      return http.signed("lambda", SdkHttpMethod.POST, invokeCreateOrder, event.toString());
    }
  }
}
