package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Metrics;
import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metrics that DynamoDB publishes of tables and their indexes. The engine is always asked what
 * an operation consumed; the caller sees it where it asked for it too.
 */
record TableMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/DynamoDB";
  private static final String ASKED = "ReturnConsumedCapacity";
  private static final Set<String> READS =
      Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");

  JsonNode measured(String operation, ObjectNode request, Supplier<JsonNode> run) {
    String wanted = request.path(ASKED).asText("NONE");
    boolean known = Set.of("NONE", "TOTAL", "INDEXES").contains(wanted);
    if (known) {
      request.put(ASKED, "INDEXES");
    }
    long begin = System.nanoTime();
    try {
      JsonNode answer = run.get();
      double milliseconds = (System.nanoTime() - begin) / 1e6;
      consumed(answer).forEach(table -> table(operation, table, milliseconds));
      if (answer instanceof ObjectNode object) {
        shown(object, wanted);
      }
      return answer;
    } catch (Fault fault) {
      failed(request, fault);
      throw fault;
    }
  }

  private static List<JsonNode> consumed(JsonNode answer) {
    JsonNode capacity = answer.path("ConsumedCapacity");
    List<JsonNode> tables = new java.util.ArrayList<>();
    if (capacity.isArray()) {
      capacity.forEach(tables::add);
    } else if (capacity.isObject()) {
      tables.add(capacity);
    }
    return tables;
  }

  private void table(String operation, JsonNode capacity, double milliseconds) {
    String name = capacity.path("TableName").asText();
    Map<String, String> table = Map.of("TableName", name);
    units(operation, table, capacity.has("Table") ? capacity.path("Table") : capacity);
    capacity
        .path("GlobalSecondaryIndexes")
        .properties()
        .forEach(
            index ->
                units(
                    operation,
                    Map.of("TableName", name, "GlobalSecondaryIndexName", index.getKey()),
                    index.getValue()));
    capacity.path("LocalSecondaryIndexes").forEach(index -> units(operation, table, index));
    metrics.record(
        NAMESPACE,
        "SuccessfulRequestLatency",
        Map.of("TableName", name, "Operation", operation),
        milliseconds,
        StandardUnit.MILLISECONDS);
  }

  private void units(String operation, Map<String, String> dimensions, JsonNode capacity) {
    String name =
        READS.contains(operation) ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits";
    double units = capacity.path("CapacityUnits").asDouble();
    if (units > 0) {
      metrics.record(NAMESPACE, name, dimensions, units, StandardUnit.COUNT);
    }
  }

  private static void shown(ObjectNode answer, String wanted) {
    if (wanted.equals("NONE")) {
      answer.remove("ConsumedCapacity");
    } else if (wanted.equals("TOTAL")) {
      consumed(answer)
          .forEach(
              table ->
                  ((ObjectNode) table)
                      .remove(List.of("Table", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")));
    }
  }

  private void failed(ObjectNode request, Fault fault) {
    String name = request.path("TableName").asText("");
    switch (fault.code()) {
      case "ConditionalCheckFailedException" ->
          metrics.record(
              NAMESPACE,
              "ConditionalCheckFailedRequests",
              Map.of("TableName", name),
              1,
              StandardUnit.COUNT);
      case "ProvisionedThroughputExceededException", "ThrottlingException" ->
          metrics.record(
              NAMESPACE, "ThrottledRequests", Map.of("TableName", name), 1, StandardUnit.COUNT);
      default -> {
        if (fault.status() < 500) {
          metrics.record(NAMESPACE, "UserErrors", Map.of(), 1, StandardUnit.COUNT);
        }
      }
    }
  }
}
