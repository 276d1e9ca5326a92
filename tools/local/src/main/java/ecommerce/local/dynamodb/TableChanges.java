package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From a table as it is to a table as it is wanted, in UpdateTable requests: one index or one
 * stream change at a time, as DynamoDB allows.
 *
 * @param now a {@code TableDescription}
 * @param wanted a {@code CreateTable} request
 */
record TableChanges(JsonNode now, ObjectNode wanted) {

  List<ObjectNode> steps() {
    List<ObjectNode> steps = new ArrayList<>();
    settings(steps);
    stream(steps);
    indexes(steps);
    return steps;
  }

  private ObjectNode step() {
    return TableType.named(wanted.path("TableName").asText());
  }

  private void settings(List<ObjectNode> steps) {
    ObjectNode step = step();
    String billing = wanted.path("BillingMode").asText("PROVISIONED");
    if (!now.path("BillingModeSummary").path("BillingMode").asText("PROVISIONED").equals(billing)) {
      step.put("BillingMode", billing);
    }
    JsonNode throughput = wanted.path("ProvisionedThroughput");
    JsonNode current = now.path("ProvisionedThroughput");
    if (throughput.isObject()
        && (throughput.path("ReadCapacityUnits").asLong()
                != current.path("ReadCapacityUnits").asLong()
            || throughput.path("WriteCapacityUnits").asLong()
                != current.path("WriteCapacityUnits").asLong())) {
      step.set("ProvisionedThroughput", throughput);
    }
    boolean isProtected = wanted.path("DeletionProtectionEnabled").asBoolean();
    if (isProtected != now.path("DeletionProtectionEnabled").asBoolean()) {
      step.put("DeletionProtectionEnabled", isProtected);
    }
    if (wanted.has("SSESpecification")) {
      step.set("SSESpecification", wanted.get("SSESpecification"));
    } else if (now.has("SSEDescription")) {
      step.putObject("SSESpecification").put("Enabled", false);
    }
    for (String copied : List.of("TableClass", "ResourcePolicy")) {
      if (wanted.has(copied)) {
        step.set(copied, wanted.get(copied));
      }
    }
    if (step.size() > 1) {
      steps.add(step);
    }
  }

  private void stream(List<ObjectNode> steps) {
    String view = view(wanted);
    String current = view(now);
    if (view.equals(current)) {
      return;
    }
    if (!current.isEmpty()) {
      ObjectNode off = step();
      off.putObject("StreamSpecification").put("StreamEnabled", false);
      steps.add(off);
    }
    if (!view.isEmpty()) {
      ObjectNode on = step();
      on.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", view);
      steps.add(on);
    }
  }

  private static String view(JsonNode table) {
    JsonNode stream = table.path("StreamSpecification");
    return stream.path("StreamEnabled").asBoolean() ? stream.path("StreamViewType").asText() : "";
  }

  private void indexes(List<ObjectNode> steps) {
    Map<String, JsonNode> current = indexes(now);
    Map<String, JsonNode> desired = indexes(wanted);
    current.forEach(
        (name, index) -> {
          if (!desired.containsKey(name) || !shape(index).equals(shape(desired.get(name)))) {
            ObjectNode step = step();
            step.putArray("GlobalSecondaryIndexUpdates")
                .addObject()
                .putObject("Delete")
                .put("IndexName", name);
            steps.add(step);
          }
        });
    desired.forEach(
        (name, index) -> {
          if (!current.containsKey(name) || !shape(index).equals(shape(current.get(name)))) {
            ObjectNode step = step();
            step.set("AttributeDefinitions", wanted.path("AttributeDefinitions"));
            step.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", index);
            steps.add(step);
          }
        });
  }

  private static Map<String, JsonNode> indexes(JsonNode table) {
    Map<String, JsonNode> indexes = new LinkedHashMap<>();
    table
        .path("GlobalSecondaryIndexes")
        .forEach(index -> indexes.put(index.path("IndexName").asText(), index));
    return indexes;
  }

  /** What makes an index another one: its keys and what it projects. */
  private static String shape(JsonNode index) {
    TreeSet<String> projected = new TreeSet<>();
    index
        .path("Projection")
        .path("NonKeyAttributes")
        .forEach(attribute -> projected.add(attribute.asText()));
    StringBuilder keys = new StringBuilder();
    index
        .path("KeySchema")
        .forEach(
            key ->
                keys.append(
                    key.path("KeyType").asText() + key.path("AttributeName").asText() + '/'));
    return keys + index.path("Projection").path("ProjectionType").asText() + projected;
  }
}
