package ecommerce.lint;

import ecommerce.local.template.RemovalPolicy;

/** Data outlives mistakes. */
final class Tables implements Check {

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public String explanation() {
    return "Every table is encrypted with a key of KMS, has point-in-time recovery, is protected"
        + " from deletion where the parameter Protected is \"true\", and is retained when an update"
        + " would replace it (UpdateReplacePolicy: Retain): data outlives a mistake in a template.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource table : service.stack().resources("AWS::DynamoDB::Table")) {
      if (!table.at("SSESpecification", "SSEEnabled").asBoolean()) {
        findings.add(
            table.position("SSESpecification"),
            table.id() + " is not encrypted with a KMS key: SSESpecification: {SSEEnabled: true}");
      }
      if (!table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled").asBoolean()) {
        findings.add(
            table.position("PointInTimeRecoverySpecification"),
            table.id()
                + " has no point-in-time recovery: a bad write could not be undone;"
                + " PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}");
      }
      if (!table.at("DeletionProtectionEnabled").asBoolean()) {
        findings.add(
            table.position("DeletionProtectionEnabled"),
            table.id()
                + " can be deleted even in a protected environment: DeletionProtectionEnabled: !Ref"
                + " Protected, with the parameter Protected (\"true\" or \"false\")");
      }
      if (table.definition().updateReplacePolicy() != RemovalPolicy.RETAIN) {
        findings.add(
            table.position(),
            table.id() + " loses its data when an update replaces it: UpdateReplacePolicy: Retain");
      }
    }
  }
}
