package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The parts of a template's table that are operations of their own: time to live, point-in-time
 * recovery.
 */
record TableSettings(TablesService tables, String table) {

  void apply(ObjectNode properties) {
    timeToLive(properties.path("TimeToLiveSpecification"));
    recovery(properties.path("PointInTimeRecoverySpecification"));
  }

  private void timeToLive(JsonNode wanted) {
    JsonNode now = tables.timeToLive(TableType.named(table)).path("TimeToLiveDescription");
    String attribute = now.path("AttributeName").asText("");
    boolean on = now.path("TimeToLiveStatus").asText().equals("ENABLED");
    boolean wantedOn = wanted.isObject() && wanted.path("Enabled").asBoolean();
    if (on && (!wantedOn || !attribute.equals(wanted.path("AttributeName").asText()))) {
      turn(false, attribute);
      on = false;
    }
    if (wantedOn && !on) {
      turn(true, wanted.path("AttributeName").asText());
    }
  }

  private void turn(boolean on, String attribute) {
    ObjectNode request = TableType.named(table);
    request.putObject("TimeToLiveSpecification").put("Enabled", on).put("AttributeName", attribute);
    tables.updateTimeToLive(request);
  }

  private void recovery(JsonNode wanted) {
    ObjectNode request = TableType.named(table);
    ObjectNode specification = request.putObject("PointInTimeRecoverySpecification");
    specification.put(
        "PointInTimeRecoveryEnabled", wanted.path("PointInTimeRecoveryEnabled").asBoolean());
    if (wanted.has("RecoveryPeriodInDays")) {
      specification.put("RecoveryPeriodInDays", wanted.path("RecoveryPeriodInDays").asInt());
    }
    tables.updateBackups(request);
  }
}
