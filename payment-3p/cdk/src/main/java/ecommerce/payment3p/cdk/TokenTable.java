package ecommerce.payment3p.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.dynamodb.CfnTableProps;
import software.constructs.Construct;

/**
 * A table with the key {@code paymentToken}, alone or with more behind it: encrypted, restorable to
 * any point in time, and never removed by a change that would replace it. Items do not expire:
 * authorisations last until they are settled, and settlements may be refunded at any time.
 */
final class TokenTable extends CfnTable {

  private static final String KEY = "paymentToken";

  /**
   * @param more what the key goes on with, where a token has several items
   */
  TokenTable(Construct stack, String id, Settings settings, String... more) {
    super(stack, id, properties(more));
    addPropertyOverride("DeletionProtectionEnabled", settings.deletionProtection());
    getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
    getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
  }

  private static CfnTableProps properties(String... more) {
    List<AttributeDefinitionProperty> attributes = new ArrayList<>(List.of(attribute(KEY)));
    List<KeySchemaProperty> key = new ArrayList<>(List.of(part(KEY, "HASH")));
    for (String name : more) {
      attributes.add(attribute(name));
      key.add(part(name, "RANGE"));
    }
    return CfnTableProps.builder()
        .billingMode("PAY_PER_REQUEST")
        .attributeDefinitions(attributes)
        .keySchema(key)
        .sseSpecification(SSESpecificationProperty.builder().sseEnabled(true).build())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecificationProperty.builder()
                .pointInTimeRecoveryEnabled(true)
                .build())
        .build();
  }

  private static AttributeDefinitionProperty attribute(String name) {
    return AttributeDefinitionProperty.builder().attributeName(name).attributeType("S").build();
  }

  private static KeySchemaProperty part(String name, String type) {
    return KeySchemaProperty.builder().attributeName(name).keyType(type).build();
  }
}
