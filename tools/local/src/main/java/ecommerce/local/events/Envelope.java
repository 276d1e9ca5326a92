package ecommerce.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** An event as EventBridge delivers it. */
record Envelope(String id, String json) {

  /**
   * @param time cut to seconds
   */
  static Envelope of(
      Account account,
      String source,
      String detailType,
      Instant time,
      List<String> resources,
      JsonNode detail) {
    String id = UUID.randomUUID().toString();
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", detailType);
    event.put("source", source);
    event.put("account", account.id());
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", account.region());
    resources.forEach(event.putArray("resources")::add);
    event.set("detail", detail);
    return new Envelope(id, event.toString());
  }
}
