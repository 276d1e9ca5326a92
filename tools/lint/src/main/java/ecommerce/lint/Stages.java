package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;

/** Who calls an API is on record, and nobody can call it without measure. */
final class Stages implements Check {

  @Override
  public String name() {
    return "stages";
  }

  @Override
  public String explanation() {
    return "The stage of every API has an access log into a log group of the stack, and throttling"
        + " (rate and burst) for all its methods: else a single caller can use up the account's"
        + " limit, and nobody sees who it was.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource stage : service.stack().resources("AWS::ApiGateway::Stage")) {
      JsonNode settings = stage.at("MethodSettings");
      boolean limited =
          settings
              .valueStream()
              .anyMatch(
                  one ->
                      one.path("HttpMethod").asText().equals("*")
                          && one.path("ResourcePath").asText().equals("/*")
                          && one.path("ThrottlingRateLimit").asDouble(-1) >= 0
                          && one.path("ThrottlingBurstLimit").asInt(-1) >= 0);
      stage(service.stack(), stage, "AccessLogSetting", "MethodSettings", limited, findings);
    }
    for (StackResource stage : service.stack().resources("AWS::ApiGatewayV2::Stage")) {
      JsonNode settings = stage.at("DefaultRouteSettings");
      boolean limited =
          settings.path("ThrottlingRateLimit").asDouble(-1) >= 0
              && settings.path("ThrottlingBurstLimit").asInt(-1) >= 0;
      stage(service.stack(), stage, "AccessLogSettings", "DefaultRouteSettings", limited, findings);
    }
  }

  private static void stage(
      Stack stack,
      StackResource stage,
      String log,
      String throttling,
      boolean limited,
      Findings findings) {
    boolean logs =
        stage.has(log, "Format")
            && stack
                .named(stage.text(log, "DestinationArn"))
                .filter(group -> group.is("AWS::Logs::LogGroup"))
                .isPresent();
    if (!logs) {
      findings.add(
          stage.position(log),
          "%s has no access log: %s with DestinationArn (a log group of this stack) and Format"
              .formatted(stage.id(), log));
    }
    if (!limited) {
      findings.add(
          stage.position(throttling),
          "%s does not throttle: ThrottlingRateLimit and ThrottlingBurstLimit for all methods in %s"
              .formatted(stage.id(), throttling));
    }
  }
}
