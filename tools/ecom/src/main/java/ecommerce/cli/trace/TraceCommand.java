package ecommerce.cli.trace;

import ecommerce.cli.site.Account;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Target;
import ecommerce.deploy.Services;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.xray.XRayClient;

/**
 * {@code ./ecom trace ORDER}: what happened to an order, in all services, as X-Ray has it. Traces
 * that nothing joins (a table's stream carries none) are joined by the order's id and by time.
 */
@Command(
    name = "trace",
    description = "Tells an order's whole story over all services, from its traces.",
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {

  private static final Duration BEFORE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(30);

  @Spec CommandSpec spec;
  @Mixin Account account;

  @Parameters(paramLabel = "ORDER", description = "The id of the order.")
  String orderId;

  @Option(names = "--logs", description = "With the log lines of each invocation.")
  boolean withLogs;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public Integer call() {
    if (!orderId.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new Failure(orderId + " is no id of an order");
    }
    Map<String, AttributeValue> order = order();
    TraceNames names =
        new TraceNames(
            account.environment(),
            Services.inOrder(Target.root()).stream().map(service -> service.name()).toList());
    OrderTrace story = story(order, names);
    try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder());
        LambdaClient functions = account.client(LambdaClient.builder())) {
      Function<TraceRow, List<String>> lines =
          withLogs ? new TraceLogs(logs, functions)::of : row -> List.of();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(new TraceJson(names, lines).of(story).toPrettyString());
        out.flush();
      } else {
        new TraceWaterfall(out, names, lines, account.options()).print(story);
      }
    }
    return 0;
  }

  private Map<String, AttributeValue> order() {
    String table = account.parameter("orders/table/name");
    try (DynamoDbClient tables = account.client(DynamoDbClient.builder())) {
      Map<String, AttributeValue> item =
          tables
              .getItem(
                  get ->
                      get.tableName(table)
                          .key(Map.of("orderId", AttributeValue.fromS(orderId)))
                          .projectionExpression("orderId, #s, createdDate")
                          .expressionAttributeNames(Map.of("#s", "status")))
              .item();
      if (item.isEmpty()) {
        throw new Failure("there is no order " + orderId + " in " + account.environment());
      }
      return item;
    }
  }

  private OrderTrace story(Map<String, AttributeValue> order, TraceNames names) {
    String status = text(order, "status");
    Instant now = Instant.now();
    List<TraceSource.Whole> traces;
    try (XRayClient xray = account.client(XRayClient.builder())) {
      traces = new TraceSource(xray).about(orderId, since(order, now), now.plusSeconds(1));
    }
    if (traces.isEmpty()) {
      throw new Failure(
          "order "
              + orderId
              + " is "
              + status
              + ", and there is no trace of it: X-Ray samples by its rules (aws xray"
              + " get-sampling-rules) and keeps traces for 30 days, a local environment 5000 of"
              + " them");
    }
    return new OrderTrace(orderId, account.environment(), status, parts(traces, names));
  }

  private static List<OrderTrace.Part> parts(List<TraceSource.Whole> traces, TraceNames names) {
    List<OrderTrace.Part> parts = new ArrayList<>();
    Instant before = traces.getFirst().start();
    for (TraceSource.Whole trace : traces) {
      List<TraceRow> rows = TraceRows.of(trace.roots(), names);
      Instant end = rows.stream().map(TraceRow::end).max(Instant::compareTo).orElse(trace.start());
      long gap = Duration.between(before, trace.start()).toMillis();
      parts.add(new OrderTrace.Part(trace.id(), trace.start(), end, gap, rows));
      before = before.isBefore(end) ? end : before;
    }
    return parts;
  }

  /** Since it was made; for as long as traces are kept where its item does not say. */
  private static Instant since(Map<String, AttributeValue> order, Instant now) {
    Instant oldest = now.minus(KEPT);
    try {
      Instant made = Instant.parse(text(order, "createdDate")).minus(BEFORE);
      return made.isBefore(oldest) ? oldest : made;
    } catch (DateTimeParseException e) {
      return oldest;
    }
  }

  private static String text(Map<String, AttributeValue> order, String name) {
    AttributeValue value = order.get(name);
    return value == null || value.s() == null ? "of unknown " + name : value.s();
  }
}
