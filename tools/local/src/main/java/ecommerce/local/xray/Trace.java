package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of one trace as they came, by their ids.
 *
 * @param start of the first, in seconds since the epoch
 * @param end of the last
 */
record Trace(String id, double start, double end, Map<String, ObjectNode> documents) {

  /** More are not taken: what goes in circles does not fill the state. */
  static final int MOST_DOCUMENTS = 2000;

  Trace {
    documents = new LinkedHashMap<>(documents);
  }

  static Trace empty(String id) {
    return new Trace(id, Double.MAX_VALUE, 0, Map.of());
  }

  /** Of the document that came first; its name says who began. */
  String name() {
    return documents.values().stream()
        .findFirst()
        .map(document -> document.path("name").asText())
        .orElse("");
  }

  /** With one more document; one of the same id takes its predecessor's place. */
  Trace with(ObjectNode document) {
    if (documents.size() >= MOST_DOCUMENTS) {
      return this;
    }
    double begin = document.path("start_time").asDouble();
    Trace more =
        new Trace(
            id,
            Math.min(start, begin),
            Math.max(end, document.path("end_time").asDouble(begin)),
            documents);
    more.documents.put(document.path("id").asText(), document);
    return more;
  }

  /** A segment or a part of one, and the document that it came in. */
  private record Place(ObjectNode document, ObjectNode segment) {}

  /**
   * The segments, each with the subsegments that were sent by themselves; those whose parent is not
   * there, or is within themselves, stand for themselves.
   */
  List<ObjectNode> segments() {
    List<ObjectNode> segments = new ArrayList<>();
    Map<String, Place> known = new HashMap<>();
    List<ObjectNode> copies = documents.values().stream().map(ObjectNode::deepCopy).toList();
    copies.forEach(copy -> index(copy, copy, known));
    // By identity: documents that look alike are not the same.
    Map<ObjectNode, ObjectNode> above = new IdentityHashMap<>();
    for (ObjectNode copy : copies) {
      Place parent = known.get(copy.path("parent_id").asText());
      if (Documents.isSubsegment(copy) && parent != null && !isWithin(parent, copy, above)) {
        parent.segment().withArrayProperty("subsegments").add(copy);
        above.put(copy, parent.document());
      } else {
        segments.add(copy);
      }
    }
    return segments;
  }

  private static boolean isWithin(
      Place place, ObjectNode document, Map<ObjectNode, ObjectNode> above) {
    for (ObjectNode each = place.document(); each != null; each = above.get(each)) {
      if (each == document) {
        return true;
      }
    }
    return false;
  }

  private static void index(ObjectNode document, ObjectNode segment, Map<String, Place> known) {
    known.put(segment.path("id").asText(), new Place(document, segment));
    for (JsonNode child : segment.path("subsegments")) {
      index(document, (ObjectNode) child, known);
    }
  }
}
