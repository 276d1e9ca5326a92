package ecommerce.payment3p.cdk;

import java.util.List;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.dynamodb.CfnTableProps;
import software.constructs.Construct;

/**
 * A table with the key {@code paymentToken}: encrypted, restorable to any point in time, and never
 * removed by a change that would replace it. Items do not expire: authorisations last until they
 * are settled, and settlements may be refunded at any time.
 */
final class TokenTable extends CfnTable {

  private static final String KEY = "paymentToken";

  TokenTable(Construct stack, String id, Settings settings) {
    super(stack, id, properties());
    addPropertyOverride("DeletionProtectionEnabled", settings.deletionProtection());
    getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
    getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
  }

  private static CfnTableProps properties() {
    return CfnTableProps.builder()
        .billingMode("PAY_PER_REQUEST")
        .attributeDefinitions(
            List.of(
                AttributeDefinitionProperty.builder()
                    .attributeName(KEY)
                    .attributeType("S")
                    .build()))
        .keySchema(List.of(KeySchemaProperty.builder().attributeName(KEY).keyType("HASH").build()))
        .sseSpecification(SSESpecificationProperty.builder().sseEnabled(true).build())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecificationProperty.builder()
                .pointInTimeRecoveryEnabled(true)
                .build())
        .build();
  }
}
