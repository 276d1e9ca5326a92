package ecommerce.payment3p.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnConditionProps;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnMappingProps;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/**
 * What may differ between environments: the template's parameters and what follows from them. Each
 * has a default.
 */
final class Settings {

  private static final List<String> YES_OR_NO = List.of("true", "false");
  private static final String AT_ONCE = "AllAtOnce";
  private static final List<String> WAYS =
      List.of(
          AT_ONCE,
          "Canary10Percent5Minutes",
          "Canary10Percent15Minutes",
          "Linear10PercentEvery1Minute");

  private final CfnParameter environment;
  private final CfnParameter logRetention;
  private final CfnParameter protection;
  private final CfnParameter traffic;
  private final String gradual;
  private final CfnCondition isGradual;
  private final CfnCondition hasAccessLog;

  Settings(Construct stack, String environment) {
    this.environment = text(stack, "Environment", environment, "Name of the environment");
    this.logRetention =
        CfnParameter.Builder.create(stack, "LogRetentionInDays")
            .type("Number")
            .defaultValue(30)
            .description("How many days logs are kept")
            .build();
    this.protection =
        text(stack, "Protected", "false", "Whether the tables refuse to be deleted", YES_OR_NO);
    CfnParameter accessLogs =
        text(
            stack,
            "AccessLogs",
            "false",
            "Whether the API logs its calls; the account needs a CloudWatch role of API Gateway",
            YES_OR_NO);
    this.hasAccessLog = condition(stack, "HasAccessLog", accessLogs.getValueAsString(), "true");
    this.traffic =
        text(
            stack,
            "Traffic",
            AT_ONCE,
            "How traffic moves to a new version; gradually, it goes back when errors are seen",
            WAYS);
    CfnMapping shifting = new CfnMapping(stack, "Shifting", CfnMappingProps.builder().build());
    WAYS.forEach(way -> shifting.setValue(way, "Gradual", String.valueOf(!way.equals(AT_ONCE))));
    this.gradual = shifting.findInMap(traffic(), "Gradual");
    this.isGradual = condition(stack, "IsGradual", gradual, "true");
  }

  String environment() {
    return environment.getValueAsString();
  }

  Number logRetention() {
    return logRetention.getValueAsNumber();
  }

  /** {@code "true"} where tables refuse to be deleted. */
  String deletionProtection() {
    return protection.getValueAsString();
  }

  /** How a new version takes over, as CodeDeploy calls it. */
  String traffic() {
    return traffic.getValueAsString();
  }

  /** {@code "true"} where traffic moves gradually, as SAM reads it: from a mapping. */
  String gradual() {
    return gradual;
  }

  CfnCondition isGradual() {
    return isGradual;
  }

  CfnCondition hasAccessLog() {
    return hasAccessLog;
  }

  /** One of two values, the second of which may be nothing at all. */
  static Object either(CfnCondition condition, Object then, Object otherwise) {
    return Map.of("Fn::If", List.of(condition.getLogicalId(), then, otherwise));
  }

  static Object nothing() {
    return Map.of("Ref", "AWS::NoValue");
  }

  private static CfnParameter text(
      Construct stack, String name, String defaultValue, String description) {
    return CfnParameter.Builder.create(stack, name)
        .defaultValue(defaultValue)
        .description(description)
        .build();
  }

  private static CfnParameter text(
      Construct stack, String name, String first, String description, List<String> allowed) {
    CfnParameter parameter = text(stack, name, first, description);
    parameter.setAllowedValues(allowed);
    return parameter;
  }

  private static CfnCondition condition(
      Construct stack, String name, String value, String expected) {
    return new CfnCondition(
        stack,
        name,
        CfnConditionProps.builder().expression(Fn.conditionEquals(value, expected)).build());
  }
}
