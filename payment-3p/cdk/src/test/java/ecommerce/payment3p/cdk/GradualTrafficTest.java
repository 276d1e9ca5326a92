package ecommerce.payment3p.cdk;

import static ecommerce.payment3p.cdk.Synthesized.properties;
import static ecommerce.payment3p.cdk.Synthesized.ref;
import static ecommerce.payment3p.cdk.Synthesized.section;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a new version takes over. */
@NeedsNode
class GradualTrafficTest {

  @Test
  void trafficMovesAtOnceUnlessAskedOtherwise() {
    Map<String, Object> parameter = section("Parameters").get("Traffic");
    Map<String, Object> ways = section("Mappings").get("Shifting");
    assertThat(parameter.get("Default")).isEqualTo("AllAtOnce");
    assertThat(ways.keySet()).isEqualTo(Set.copyOf((List<?>) parameter.get("AllowedValues")));
    assertThat(ways)
        .allSatisfy(
            (way, is) ->
                assertThat(is)
                    .isEqualTo(Map.of("Gradual", String.valueOf(!way.equals("AllAtOnce")))));
    assertThat(properties("Payments").get("DeploymentPreference"))
        .isEqualTo(
            Map.of(
                "Type",
                ref("Traffic"),
                "Enabled",
                Map.of("Fn::FindInMap", List.of("Shifting", ref("Traffic"), "Gradual")),
                "Alarms",
                Map.of(
                    "Fn::If",
                    List.of("IsGradual", List.of(ref("Errors")), List.of(ref("AWS::NoValue"))))));
  }

  @Test
  void errorsOfTheAliasSoundTheAlarm() {
    Synthesized.template()
        .hasResource(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "Condition",
                "IsGradual",
                "Properties",
                Map.of(
                    "Threshold", 0,
                    "ComparisonOperator", "GreaterThanThreshold",
                    "TreatMissingData", "notBreaching")));
    assertThat(properties("Errors").get("Metrics"))
        .asString()
        .contains("SUM(METRICS())", "AWS/Lambda", "${Payments}:live", "5XXError");
  }
}
