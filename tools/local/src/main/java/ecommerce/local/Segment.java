package ecommerce.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment document in the making: what one service did for one request, with what it called as
 * subsegments. Safe for use by several threads. Holds no bodies, headers or query strings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html">Segment
 *     documents</a>
 */
public final class Segment {

  private final TraceHeader header;
  private final String id;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final List<Segment> subsegments = new ArrayList<>();

  private Segment(TraceHeader header, String id, String name, Instant start) {
    this.header = header;
    this.id = id;
    document.put("id", id).put("name", name).put("start_time", seconds(start));
  }

  /**
   * A segment of a service.
   *
   * @param header what the request came with; its parent is the segment's
   * @param origin e.g. {@code AWS::Lambda}
   */
  public static Segment of(TraceHeader header, String name, String origin, Instant start) {
    return of(header, TraceHeader.segmentId(), name, origin, start);
  }

  /** The same segment again, with what has happened since. */
  public static Segment of(
      TraceHeader header, String id, String name, String origin, Instant start) {
    Segment segment = new Segment(header, id, name, start);
    segment.document.put("trace_id", header.root()).put("origin", origin);
    header.parent().ifPresent(parent -> segment.document.put("parent_id", parent));
    return segment;
  }

  public Segment subsegment(String name, Instant start) {
    return subsegment(TraceHeader.segmentId(), name, start);
  }

  public synchronized Segment subsegment(String subsegmentId, String name, Instant start) {
    Segment child = new Segment(header, subsegmentId, name, start);
    subsegments.add(child);
    return child;
  }

  public String id() {
    return id;
  }

  public boolean isSampled() {
    return header.isSampled();
  }

  /** The header of what it calls. */
  public TraceHeader header() {
    return header.under(id);
  }

  public synchronized Segment put(String member, String value) {
    document.put(member, value);
    return this;
  }

  /** A member of the block {@code aws}. */
  public synchronized Segment aws(String member, String value) {
    document.withObjectProperty("aws").put(member, value);
    return this;
  }

  /** Where it logs. */
  public synchronized Segment logGroup(String name) {
    document
        .withObjectProperty("aws")
        .withArrayProperty("cloudwatch_logs")
        .addObject()
        .put("log_group", name);
    return this;
  }

  /**
   * @param url without its query
   */
  public synchronized Segment request(String method, String url) {
    document
        .withObjectProperty("http")
        .withObjectProperty("request")
        .put("method", method)
        .put("url", url);
    return this;
  }

  /** The answer's status, and what it means: 4xx is an error, 429 a throttle, 5xx a fault. */
  public synchronized Segment response(int status) {
    document.withObjectProperty("http").withObjectProperty("response").put("status", status);
    if (status / 100 == 4) {
      document.put("error", true);
    }
    if (status == 429) {
      document.put("throttle", true);
    }
    return status / 100 == 5 ? failed("fault") : this;
  }

  /**
   * @param flag {@code error}, {@code throttle} or {@code fault}
   */
  public synchronized Segment failed(String flag) {
    document.put(flag, true);
    return this;
  }

  /** It failed by an exception of this type. */
  public synchronized Segment cause(String type) {
    document
        .withObjectProperty("cause")
        .withArrayProperty("exceptions")
        .addObject()
        .put("id", TraceHeader.segmentId())
        .put("type", type);
    return failed("fault");
  }

  /** The caller waits no longer than this; may be said again. */
  public synchronized Segment end(Instant time) {
    document.put("end_time", seconds(time));
    document.remove("in_progress");
    return this;
  }

  public synchronized Segment inProgress() {
    document.put("in_progress", true);
    return this;
  }

  /** As it is now. */
  public synchronized ObjectNode document() {
    ObjectNode copy = document.deepCopy();
    subsegments.forEach(child -> copy.withArrayProperty("subsegments").add(child.document()));
    return copy;
  }

  /** Seconds since the epoch, to the microsecond, as segment documents have them. */
  public static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1000 / 1e6;
  }
}
