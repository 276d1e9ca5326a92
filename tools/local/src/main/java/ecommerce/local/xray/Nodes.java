package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which services segments stand for. */
final class Nodes {

  private Nodes() {}

  /** The origin, as service maps show it. */
  static String type(JsonNode segment) {
    String origin = segment.path("origin").asText();
    if (!origin.isEmpty()) {
      return origin;
    }
    return switch (segment.path("namespace").asText()) {
      case "aws" -> "AWS::" + segment.path("name").asText();
      case "remote" -> "remote";
      default -> "";
    };
  }

  /** The name; of a table or a queue its own name, not the service's. */
  static String name(JsonNode segment) {
    JsonNode aws = segment.path("aws");
    for (String member : List.of("table_name", "queue_url", "function_name")) {
      if (segment.path("namespace").asText().equals("aws") && aws.hasNonNull(member)) {
        String name = aws.path(member).asText();
        return name.substring(name.lastIndexOf('/') + 1);
      }
    }
    return segment.path("name").asText();
  }

  /** The calls of other services that a segment holds, at any depth. */
  static List<JsonNode> calls(JsonNode segment) {
    List<JsonNode> calls = new ArrayList<>();
    for (JsonNode child : segment.path("subsegments")) {
      if (child.hasNonNull("namespace")) {
        calls.add(child);
      }
      calls.addAll(calls(child));
    }
    return calls;
  }
}
