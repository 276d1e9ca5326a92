package ecommerce.payment3p.cdk;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarmProps;
import software.constructs.Construct;

/**
 * Sounds when the function or its API failed within the last minute. It is there only where traffic
 * moves gradually to a new version: CodeDeploy then takes that version back.
 */
final class ErrorsAlarm extends CfnAlarm {

  static final String ID = "Errors";

  ErrorsAlarm(Construct stack, Settings settings, PaymentsFunction payments, PaymentsApi api) {
    super(
        stack,
        ID,
        CfnAlarmProps.builder()
            .alarmDescription(
                "The function failed, or its API answered with a fault, within the last minute")
            .comparisonOperator("GreaterThanThreshold")
            .threshold(0)
            .evaluationPeriods(1)
            .treatMissingData("notBreaching")
            .metrics(
                List.of(
                    MetricDataQueryProperty.builder()
                        .id("errors")
                        .expression("SUM(METRICS())")
                        .build(),
                    counted(
                        "payments",
                        "AWS/Lambda",
                        "Errors",
                        dimension("FunctionName", payments.getRef()),
                        dimension("Resource", payments.metered())),
                    counted(
                        "api",
                        "AWS/ApiGateway",
                        "5XXError",
                        dimension("ApiName", api.getName()),
                        dimension("Stage", settings.environment()))))
            .build());
    getCfnOptions().setCondition(settings.isGradual());
  }

  private static MetricDataQueryProperty counted(
      String id, String namespace, String name, DimensionProperty... dimensions) {
    return MetricDataQueryProperty.builder()
        .id(id)
        .returnData(false)
        .metricStat(
            MetricStatProperty.builder()
                .period(60)
                .stat("Sum")
                .metric(
                    MetricProperty.builder()
                        .namespace(namespace)
                        .metricName(name)
                        .dimensions(List.of(dimensions))
                        .build())
                .build())
        .build();
  }

  private static DimensionProperty dimension(String name, String value) {
    return DimensionProperty.builder().name(name).value(value).build();
  }
}
