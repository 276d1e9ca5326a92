package ecommerce.payment3p.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sam.CfnFunction;
import software.amazon.awscdk.services.sam.CfnFunctionProps;
import software.constructs.Construct;

/**
 * The seven calls of the API. Each change of code or configuration is published as a version, which
 * starts from a snapshot, and is called through the alias {@code live} only. Where traffic moves
 * gradually, {@link ErrorsAlarm} takes the new version back.
 */
final class PaymentsFunction extends CfnFunction {

  private static final String ALIAS = "live";
  private static final String ID = "Payments";

  PaymentsFunction(
      Construct stack,
      Settings settings,
      String code,
      TokenTable authorised,
      TokenTable settled,
      TokenTable refunds,
      CfnLogGroup logs) {
    super(
        stack,
        ID,
        CfnFunctionProps.builder()
            .description("Authorises, captures, releases and refunds amounts")
            .codeUri(code)
            .handler("ecommerce.payment3p.handlers.Payments")
            .runtime("java25")
            .architectures(List.of("arm64"))
            .memorySize(512)
            .timeout(5)
            .tracing("Active")
            .autoPublishAlias(ALIAS)
            .environment(environment(settings, authorised, settled, refunds))
            .policies(
                List.of(
                    IAMPolicyDocumentProperty.builder()
                        .version("2012-10-17")
                        .statement(
                            List.of(
                                allow(authorised, "GetItem", "PutItem", "UpdateItem", "DeleteItem"),
                                allow(settled, "GetItem", "PutItem", "UpdateItem"),
                                allow(refunds, "GetItem", "PutItem")))
                        .build()))
            .build());
    // The CDK's own class knows none of these yet, or takes no reference there.
    addPropertyOverride("SnapStart", Map.of("ApplyOn", "PublishedVersions"));
    addPropertyOverride("LoggingConfig", Map.of("LogGroup", logs.getRef()));
    addPropertyOverride("AutoPublishAliasAllProperties", true);
    addPropertyOverride(
        "DeploymentPreference",
        Map.of(
            "Enabled", settings.gradual(),
            "Type", settings.traffic(),
            "Alarms", alarms(settings)));
  }

  /** The alias' name where metrics are counted by it. */
  String metered() {
    return Fn.sub("${" + ID + "}:" + ALIAS);
  }

  /** The alias' ARN. SAM makes the alias and lets it be referred to so. */
  String alias() {
    return Fn.ref(ID + ".Alias");
  }

  private static FunctionEnvironmentProperty environment(
      Settings settings, TokenTable authorised, TokenTable settled, TokenTable refunds) {
    return FunctionEnvironmentProperty.builder()
        .variables(
            Map.of(
                "ENVIRONMENT", settings.environment(),
                "SERVICE", "payment-3p",
                "TABLE_NAME", authorised.getRef(),
                "SETTLED_TABLE_NAME", settled.getRef(),
                "REFUNDS_TABLE_NAME", refunds.getRef()))
        .build();
  }

  private static Map<String, Object> allow(TokenTable table, String... operations) {
    return Map.of(
        "Effect",
        "Allow",
        "Action",
        List.of(operations).stream().map("dynamodb:"::concat).toList(),
        "Resource",
        table.getAttrArn());
  }

  private static Object alarms(Settings settings) {
    return Settings.either(
        settings.isGradual(), List.of(Map.of("Ref", ErrorsAlarm.ID)), List.of(Settings.nothing()));
  }
}
