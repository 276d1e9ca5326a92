package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** {@code AWS::DynamoDB::Table}. */
final class TableType implements ResourceType {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_CHANGE = Duration.ofMinutes(2);
  private static final int LONGEST_NAME = 255;

  private final TablesService tables;
  private final Timers timers;

  TableType(TablesService tables, Timers timers) {
    this.tables = tables;
    this.timers = timers;
  }

  @Override
  public String name() {
    return "AWS::DynamoDB::Table";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "TableName",
        "KeySchema[].AttributeName",
        "KeySchema[].KeyType",
        "AttributeDefinitions[].AttributeName",
        "AttributeDefinitions[].AttributeType",
        "BillingMode",
        "ProvisionedThroughput.ReadCapacityUnits",
        "ProvisionedThroughput.WriteCapacityUnits",
        "OnDemandThroughput.MaxReadRequestUnits",
        "OnDemandThroughput.MaxWriteRequestUnits",
        "GlobalSecondaryIndexes[].IndexName",
        "GlobalSecondaryIndexes[].KeySchema.**",
        "GlobalSecondaryIndexes[].Projection.**",
        "GlobalSecondaryIndexes[].ProvisionedThroughput.**",
        "LocalSecondaryIndexes[].IndexName",
        "LocalSecondaryIndexes[].KeySchema.**",
        "LocalSecondaryIndexes[].Projection.**",
        "StreamSpecification.StreamViewType",
        "SSESpecification.SSEEnabled",
        "SSESpecification.SSEType",
        "SSESpecification.KMSMasterKeyId",
        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
        "PointInTimeRecoverySpecification.RecoveryPeriodInDays",
        "TimeToLiveSpecification.AttributeName",
        "TimeToLiveSpecification.Enabled",
        "DeletionProtectionEnabled",
        "TableClass",
        "ResourcePolicy.PolicyDocument.**",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("TableName", "KeySchema", "LocalSecondaryIndexes");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("TableName").orElseGet(() -> desired.uniqueName(LONGEST_NAME));
    tables.createTable(request(desired, name));
    try {
      awaitActive(name);
      new TableSettings(tables, name).apply(desired.properties());
    } catch (RuntimeException e) {
      delete(Resource.of(name));
      throw e;
    }
    return resource(name);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(
        Resource.of(desired.text("TableName").orElseGet(() -> desired.uniqueName(LONGEST_NAME))));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId();
    ObjectNode wanted = request(desired, name);
    for (ObjectNode step :
        new TableChanges(tables.describeTable(named(name)).path("Table"), wanted).steps()) {
      tables.updateTable(step);
      awaitActive(name);
    }
    tables.retag(name, desired.tags());
    new TableSettings(tables, name).apply(desired.properties());
    return resource(name);
  }

  @Override
  public void delete(Resource current) {
    try {
      tables.deleteTable(named(current.physicalId()));
    } catch (Fault fault) {
      if (!fault.code().equals("ResourceNotFoundException")) {
        throw fault;
      }
    }
  }

  /**
   * The template's properties as CreateTable's request: CloudFormation leaves out or names
   * otherwise a few members.
   */
  private static ObjectNode request(Desired desired, String name) {
    ObjectNode properties = desired.properties().deepCopy();
    if (properties.get("StreamSpecification") instanceof ObjectNode stream) {
      stream.put("StreamEnabled", true);
    }
    if (properties.get("SSESpecification") instanceof ObjectNode encryption) {
      encryption.set("Enabled", encryption.path("SSEEnabled"));
    }
    JsonNode policy = properties.path("ResourcePolicy").path("PolicyDocument");
    properties.remove("ResourcePolicy");
    properties.remove("Tags");
    properties.put("TableName", name);
    ObjectNode request =
        Shapes.toJson(Shapes.fromTemplate(properties, CreateTableRequest.builder()).build());
    desired
        .tags()
        .forEach(
            (key, value) ->
                request.withArray("Tags").addObject().put("Key", key).put("Value", value));
    if (policy.isObject()) {
      request.put("ResourcePolicy", policy.toString());
    }
    return request;
  }

  private void awaitActive(String name) {
    try {
      Instant deadline = timers.instant().plus(LONGEST_CHANGE);
      while (!active(tables.describeTable(named(name)).path("Table"))) {
        if (timers.instant().isAfter(deadline)) {
          throw new IllegalStateException(
              "table " + name + " did not become active within " + LONGEST_CHANGE);
        }
        timers.pause(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while table " + name + " changed", e);
    }
  }

  private static boolean active(JsonNode table) {
    for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
      if (!index.path("IndexStatus").asText().equals("ACTIVE")) {
        return false;
      }
    }
    return table.path("TableStatus").asText().equals("ACTIVE");
  }

  private Resource resource(String name) {
    JsonNode table = tables.describeTable(named(name)).path("Table");
    Resource resource = Resource.of(name).with("Arn", table.path("TableArn").asText());
    return table.path("StreamSpecification").path("StreamEnabled").asBoolean()
        ? resource.with("StreamArn", table.path("LatestStreamArn").asText())
        : resource;
  }

  static ObjectNode named(String table) {
    return JsonNodeFactory.instance.objectNode().put("TableName", table);
  }
}
