package ecommerce.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.tracing.Subsegment;
import ecommerce.edge.tracing.Tracer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The one log line of an invocation: a JSON object with what was done to which thing and how it
 * ended. Counted business events go into the same line in CloudWatch's embedded metric format, so
 * that a line is the log and the metric.
 *
 * <p>Never holds a card number, a payment token or an address: callers put ids, names and numbers
 * only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     embedded metric format</a>
 */
public final class InvocationLog implements AutoCloseable {

  private static final String NAMESPACE = "ecommerce";
  private static final int MOST_VALUES = 100;
  private static final String ORDER = "orderId";

  private final PrintStream out;
  private final InstantSource clock;
  private final long started;
  private final ObjectNode line = Json.object();
  private final ArrayNode metrics = Json.array();
  private final Set<String> orders = new LinkedHashSet<>();
  private final Tracer tracer;

  InvocationLog(PrintStream out, InstantSource clock, Settings settings, Context context) {
    this(out, clock, settings, context.getFunctionName(), context.getAwsRequestId());
  }

  private InvocationLog(
      PrintStream out, InstantSource clock, Settings settings, String function, String requestId) {
    this.out = out;
    this.clock = clock;
    this.started = clock.millis();
    this.tracer = AwsClients.tracer(settings);
    line.put("level", "INFO");
    line.put("service", settings.optional("SERVICE", "unknown"));
    line.put("environment", settings.optional("ENVIRONMENT", "unknown"));
    line.put("function", function);
    line.put("requestId", requestId);
    // The property is the invocation's; a variable is as old as the process.
    String trace =
        System.getProperty(
            "com.amazonaws.xray.traceHeader", settings.optional("_X_AMZN_TRACE_ID", ""));
    if (!trace.isEmpty()) {
      line.put("trace", trace);
    }
  }

  public static InvocationLog start(Settings settings, Context context) {
    return new InvocationLog(System.out, InstantSource.system(), settings, context);
  }

  /** A log that nobody reads, of work that is done while a function starts. */
  static InvocationLog unread(Settings settings) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new InvocationLog(nowhere, InstantSource.system(), settings, "priming", "priming");
  }

  public InvocationLog put(String name, String value) {
    line.put(name, value);
    return this;
  }

  public InvocationLog put(String name, long value) {
    line.put(name, value);
    return this;
  }

  /**
   * What is done concerns an order: it stands in the line, and the invocation's trace is found by
   * it (annotation {@code orderId}). Of several, the line holds the last.
   */
  public InvocationLog order(String orderId) {
    orders.add(orderId);
    return put(ORDER, orderId);
  }

  /** One of a batch, which has taken from its start until now. Not in the line. */
  void order(String orderId, String what, Instant start, boolean failed) {
    tracer.begin(what).ifPresent(part -> end(part, orderId, start, failed));
  }

  private void end(Subsegment part, String orderId, Instant start, boolean failed) {
    if (failed) {
      part.failed("fault");
    }
    part.since(start)
        .annotate(ORDER, orderId)
        .annotate("service", line.path("service").asText())
        .end();
  }

  /** Counts a business event, as a metric with the dimensions environment and service. */
  public InvocationLog count(String metric) {
    return count(metric, 1);
  }

  /** Adds to a business metric: a number of things, or money in minor units. */
  public InvocationLog count(String metric, long amount) {
    if (!line.has(metric)) {
      metrics.addObject().put("Name", metric).put("Unit", "Count");
    }
    line.put(metric, line.path(metric).asLong() + amount);
    return this;
  }

  /**
   * Adds a duration to a business metric in milliseconds. Several in one invocation keep their
   * values, so that there are percentiles of them; beyond the hundred that the format takes, they
   * are left out.
   */
  public InvocationLog time(String metric, Duration duration) {
    if (!line.has(metric)) {
      metrics.addObject().put("Name", metric).put("Unit", "Milliseconds");
      line.putArray(metric);
    }
    if (line.get(metric) instanceof ArrayNode values && values.size() < MOST_VALUES) {
      values.add(duration.toMillis());
    }
    return this;
  }

  /**
   * The invocation failed; the cause is kept with its place in the code, without what it was given.
   * Of a call that AWS refused, its id and the code of its error are kept ({@code awsRequestId},
   * {@code awsErrorCode}).
   */
  public InvocationLog failed(Throwable cause) {
    line.put("level", "ERROR");
    line.put("error", cause.toString());
    ArrayNode places = line.putArray("at");
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t.getStackTrace().length > 0) {
        places.add(t.getClass().getSimpleName() + " " + t.getStackTrace()[0]);
      }
      if (t instanceof AwsServiceException refused) {
        refused(refused);
      }
    }
    return this;
  }

  private void refused(AwsServiceException call) {
    if (call.requestId() != null) {
      line.put("awsRequestId", call.requestId()); // What ./ecom why is asked.
    }
    if (call.awsErrorDetails() != null && call.awsErrorDetails().errorCode() != null) {
      line.put("awsErrorCode", call.awsErrorDetails().errorCode());
    }
  }

  /** Writes the line. */
  @Override
  public void close() {
    boolean failed = line.path("level").asText().equals("ERROR");
    String what = line.path("event").asText("order");
    orders.forEach(id -> order(id, what, Instant.ofEpochMilli(started), failed));
    line.put("milliseconds", clock.millis() - started);
    if (!metrics.isEmpty()) {
      ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
      ObjectNode directive =
          aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
      directive.putArray("Dimensions").addArray().add("environment").add("service");
      directive.set("Metrics", metrics);
    }
    out.println(line);
  }
}
