package ecommerce.edge.tracing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A part of an invocation: a call, or the work on one order. Sent once, when it ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments">Subsegments</a>
 */
public final class Subsegment {

  private static final int THROTTLED = 429;

  private final Consumer<String> daemon;
  private final Header header;
  private final String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  Subsegment(Consumer<String> daemon, Header header, String name) {
    this.daemon = daemon;
    this.header = header;
    document
        .put("id", id)
        .put("name", name)
        .put("trace_id", header.root())
        .put("parent_id", header.parent())
        .put("type", "subsegment")
        .put("start_time", seconds(Instant.now()));
  }

  /** The value of {@code X-Amzn-Trace-Id} for what it calls. */
  public String header() {
    return header.under(id);
  }

  /** It began earlier than it was made. */
  public Subsegment since(Instant start) {
    document.put("start_time", seconds(start));
    return this;
  }

  /**
   * @param namespace {@code aws} for AWS's services, {@code remote} for others
   */
  public Subsegment calls(String namespace) {
    document.put("namespace", namespace);
    return this;
  }

  /** What traces are found by. */
  public Subsegment annotate(String key, String value) {
    document.withObjectProperty("annotations").put(key, value);
    return this;
  }

  Subsegment aws(String member, String value) {
    document.withObjectProperty("aws").put(member, value);
    return this;
  }

  Subsegment retries(int retries) {
    document.withObjectProperty("aws").put("retries", retries);
    return this;
  }

  /**
   * @param url without its query
   */
  public Subsegment request(String method, String url) {
    document
        .withObjectProperty("http")
        .withObjectProperty("request")
        .put("method", method)
        .put("url", url)
        .put("traced", true);
    return this;
  }

  /** The answer's status, and what it means. */
  public Subsegment response(int status) {
    document.withObjectProperty("http").withObjectProperty("response").put("status", status);
    if (status >= 500) {
      return failed("fault");
    }
    if (status == THROTTLED) {
      failed("throttle");
    }
    return status >= 400 ? failed("error") : this;
  }

  /**
   * @param flag {@code error} (its own), {@code fault} (the other side's) or {@code throttle}
   */
  public Subsegment failed(String flag) {
    document.put(flag, true);
    return this;
  }

  /** By an exception of this type; its message stays out of the trace. */
  public Subsegment cause(String type) {
    document
        .withObjectProperty("cause")
        .withArrayProperty("exceptions")
        .addObject()
        .put("id", id)
        .put("type", type);
    return this;
  }

  /** Ends it, and sends it. */
  public void end() {
    document.put("end_time", seconds(Instant.now()));
    daemon.accept(document.toString());
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1000 / 1e6;
  }
}
