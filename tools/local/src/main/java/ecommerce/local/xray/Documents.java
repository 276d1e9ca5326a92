package ecommerce.local.xray;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.TraceHeader;
import java.util.regex.Pattern;

/** Reads segment documents and refuses what X-Ray refuses, naming the member. */
final class Documents {

  /** In bytes. */
  static final int LARGEST = 64 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final int LONGEST_NAME = 200;

  private Documents() {}

  /** A document that X-Ray does not take. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  static ObjectNode read(String text) throws Refused {
    if (text.length() > LARGEST) {
      throw new Refused("SegmentTooLarge", "a segment document is at most 64 kB");
    }
    try {
      if (JSON.readTree(text) instanceof ObjectNode document) {
        check(document);
        return document;
      }
    } catch (JsonProcessingException e) {
      throw new Refused("ParseError", "not JSON: " + e.getOriginalMessage());
    }
    throw new Refused("ParseError", "not a JSON object");
  }

  private static void check(ObjectNode document) throws Refused {
    require(ID.matcher(document.path("id").asText()).matches(), "Id");
    String name = document.path("name").asText();
    require(!name.isEmpty() && name.length() <= LONGEST_NAME, "Name");
    require(TraceHeader.parse("Root=" + document.path("trace_id").asText()).isPresent(), "TraceId");
    require(document.path("start_time").isNumber(), "StartTime");
    JsonNode end = document.path("end_time");
    require(
        document.path("in_progress").asBoolean()
            || end.isNumber() && end.asDouble() >= document.path("start_time").asDouble(),
        "EndTime");
    require(
        document.path("parent_id").isMissingNode()
            || ID.matcher(document.path("parent_id").asText()).matches(),
        "ParentId");
    require(!isSubsegment(document) || document.hasNonNull("parent_id"), "ParentId");
    checkSubsegments(document);
  }

  /** Only objects can be parts: whoever reads a trace relies on it. */
  private static void checkSubsegments(JsonNode document) throws Refused {
    JsonNode parts = document.path("subsegments");
    require(parts.isMissingNode() || parts.isNull() || parts.isArray(), "Subsegments");
    for (JsonNode part : parts) {
      require(part.isObject(), "Subsegments");
      checkSubsegments(part);
    }
  }

  private static void require(boolean holds, String member) throws Refused {
    if (!holds) {
      throw new Refused("Invalid" + member, "the document's " + member + " is missing or invalid");
    }
  }

  /** Whether it is a part of a segment that is sent by itself. */
  static boolean isSubsegment(JsonNode document) {
    return document.path("type").asText().equals("subsegment");
  }
}
