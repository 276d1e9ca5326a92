package ecommerce.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Serverless::SimpleTable}: a table with one key. */
final class SamSimpleTable {

  static final String TYPE = "AWS::Serverless::SimpleTable";
  private static final Set<String> SUPPORTED =
      Set.of(
          "PointInTimeRecoverySpecification",
          "PrimaryKey",
          "ProvisionedThroughput",
          "TableName",
          "Tags",
          "SSESpecification");
  private static final Map<String, String> TYPES =
      Map.of("String", "S", "Number", "N", "Binary", "B");
  private static final List<String> ATTRIBUTES =
      List.of("DependsOn", "DeletionPolicy", "Condition", "UpdateReplacePolicy", "Metadata");

  private SamSimpleTable() {}

  static List<GeneratedResource> resources(SamResource table) {
    table.allowing(SUPPORTED);
    GeneratedResource made =
        new GeneratedResource(table.logicalId(), "AWS::DynamoDB::Table", table.position())
            .attributes(table, ATTRIBUTES);
    Nodes make = made.make();
    Optional<Node.Mapping> key = table.mapping("PrimaryKey");
    Node name = key.map(map -> part(table, map, "Name")).orElseGet(() -> make.text("id"));
    Node type =
        key.map(map -> type(table, part(table, map, "Type"))).orElseGet(() -> make.text("S"));
    made.property(
        "AttributeDefinitions",
        make.list(make.object("AttributeName", name, "AttributeType", type)));
    made.property("KeySchema", make.list(make.object("AttributeName", name, "KeyType", "HASH")));
    made.copy(
        table,
        "PointInTimeRecoverySpecification",
        "ProvisionedThroughput",
        "SSESpecification",
        "TableName");
    if (table.property("ProvisionedThroughput").isEmpty()) {
      made.property("BillingMode", "PAY_PER_REQUEST");
    }
    return List.of(made.property("Tags", table.tags()));
  }

  private static Node part(SamResource table, Node.Mapping key, String name) {
    Node part = key.get(name).orElseThrow(() -> table.wrong("PrimaryKey", "needs " + name));
    if (Node.text(part).isEmpty()) {
      throw table.wrong("PrimaryKey", "has a " + name + " that is no string");
    }
    return part;
  }

  private static Node type(SamResource table, Node given) {
    String type = Node.text(given).map(TYPES::get).orElse(null);
    if (type == null) {
      throw table.wrong("PrimaryKey", "has a Type other than String, Number and Binary");
    }
    return Nodes.at(given.position()).text(type);
  }
}
