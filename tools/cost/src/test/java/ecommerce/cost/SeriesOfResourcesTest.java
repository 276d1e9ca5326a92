package ecommerce.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

class SeriesOfResourcesTest {

  private final Facts facts =
      new Facts() {
        @Override
        public Function function(String name) {
          return new Function(512, "arm64");
        }

        @Override
        public String apiName(String apiId) {
          return "name of " + apiId;
        }

        @Override
        public int metricsOfAlarm(String name) {
          return 3;
        }

        @Override
        public List<Metric> metrics(String namespace, String name, String dimension, String value) {
          return List.of(
              Series.metric(namespace, name, Map.of(dimension, value)),
              Series.metric(
                  namespace, name, Map.of(dimension, value, "GlobalSecondaryIndexName", "i")));
        }

        @Override
        public Map<String, Integer> published(String namespace, String dimension) {
          return Map.of("orders", 2);
        }
      };

  private List<Series> of(String type, String id) {
    return new SeriesOfResources(facts).of(new Deployed("orders", "Thing", type, id));
  }

  @Test
  void functionsAreChargedByInvocationsAndTheirMemorysTime() {
    List<Series> series = of("AWS::Lambda::Function", "f");
    assertThat(series)
        .extracting(Series::price)
        .containsExactly("lambda-requests", "lambda-gb-seconds-arm64");
    // 512 MB for 1 ms are 0.0005 GB-seconds
    assertThat(series.get(1).factor()).isEqualByComparingTo("0.0005");
  }

  @Test
  void tablesCountWithTheirIndexes() {
    assertThat(of("AWS::DynamoDB::Table", "t")).hasSize(4);
  }

  @Test
  void findsNamesInIds() {
    assertThat(
            of("AWS::SQS::Queue", "http://localhost:4566/000000000000/dead")
                .getFirst()
                .metric()
                .dimensions()
                .getFirst()
                .value())
        .isEqualTo("dead");
    assertThat(of("AWS::Events::Rule", "bus|rule").getFirst().metric().dimensions())
        .anyMatch(d -> d.value().equals("rule"));
    assertThat(
            of("AWS::AppSync::GraphQLApi", "arn:aws:appsync:r:a:apis/abc")
                .getFirst()
                .metric()
                .dimensions()
                .getFirst()
                .value())
        .isEqualTo("abc");
    assertThat(
            of("AWS::ApiGateway::RestApi", "x").getFirst().metric().dimensions().getFirst().value())
        .isEqualTo("name of x");
  }

  @Test
  void everyPriceOfAMeteredTypeIsInTheList() {
    PriceList prices = PriceList.usEast1();
    for (String type :
        List.of(
            "AWS::Lambda::Function",
            "AWS::DynamoDB::Table",
            "AWS::Events::EventBus",
            "AWS::Events::Rule",
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::AppSync::GraphQLApi",
            "AWS::Logs::LogGroup",
            "AWS::SQS::Queue")) {
      assertThat(of(type, "a/b")).isNotEmpty().allSatisfy(s -> prices.price(s.price()));
    }
  }

  @Test
  void anIdleMonthHasItsAlarmsAndABusyOneItsMetrics() {
    Standing standing = new Standing(facts);
    assertThat(
            standing
                .idle(List.of(new Deployed("orders", "Errors", "AWS::CloudWatch::Alarm", "e")))
                .of("orders", "alarm-months"))
        .isEqualByComparingTo("3");
    assertThat(standing.busy("ecommerce", "service").of("orders", "custom-metric-months"))
        .isEqualByComparingTo("2");
  }
}
