package ecommerce.payment3p.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sam.CfnApi;
import software.amazon.awscdk.services.sam.CfnApiProps;
import software.constructs.Construct;

/**
 * The API as {@code resources/openapi.yaml} has it. It is open to anyone, so it takes no more than
 * its limits of calls.
 */
final class PaymentsApi extends CfnApi {

  private static final String ID = "Api";
  private static final String NAME = "ecommerce-${Environment}-" + PaymentCompanyStack.SERVICE;
  private static final String ACCESS_LOG = "AccessLog";
  private static final int CALLS_PER_SECOND = 200;
  private static final int BURST = 400;

  /** One line a call. Nothing of a body is in it, and so nothing of cards and tokens. */
  private static final String LINE =
      "{\"requestId\": \"$context.requestId\", \"time\": $context.requestTimeEpoch,"
          + " \"method\": \"$context.httpMethod\", \"resource\": \"$context.resourcePath\","
          + " \"status\": \"$context.status\", \"milliseconds\": \"$context.responseLatency\","
          + " \"error\": \"$context.error.responseType\"}";

  PaymentsApi(Construct stack, Settings settings, String definition) {
    super(
        stack,
        ID,
        CfnApiProps.builder()
            .name(Fn.sub(NAME))
            .stageName(settings.environment())
            .openApiVersion("3.0.1")
            .endpointConfiguration(EndpointConfigurationProperty.builder().type("REGIONAL").build())
            .tracingEnabled(true)
            .methodSettings(
                List.of(
                    Map.of(
                        "ResourcePath",
                        "/*",
                        "HttpMethod",
                        "*",
                        "ThrottlingRateLimit",
                        CALLS_PER_SECOND,
                        "ThrottlingBurstLimit",
                        BURST)))
            .definitionBody(
                Map.of(
                    "Fn::Transform",
                    Map.of("Name", "AWS::Include", "Parameters", Map.of("Location", definition))))
            .build());
    CfnLogGroup lines =
        CfnLogGroup.Builder.create(stack, ACCESS_LOG)
            .retentionInDays(settings.logRetention())
            .build();
    lines.getCfnOptions().setCondition(settings.hasAccessLog());
    addPropertyOverride(
        "AccessLogSetting",
        Settings.either(
            settings.hasAccessLog(),
            Map.of("DestinationArn", lines.getAttrArn(), "Format", LINE),
            Settings.nothing()));
  }

  /** Lets the API invoke the function's alias for its calls, and nothing else. */
  void mayInvoke(String alias) {
    CfnPermission permission =
        CfnPermission.Builder.create(getStack(), "PaymentsPermission")
            .action("lambda:InvokeFunction")
            .functionName(alias)
            .principal("apigateway.amazonaws.com")
            .sourceArn(
                Fn.sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"
                        + ID
                        + "}/${Environment}/POST/*"))
            .build();
    Validations.of(permission)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::F1020")
                .reason("SAM makes the alias that this refers to")
                .build());
  }

  /** Ends at the stage, without a slash. */
  String url() {
    return Fn.sub(
        "https://${" + ID + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Environment}");
  }
}
