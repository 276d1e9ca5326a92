package ecommerce.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic, against examples that were worked out by hand. */
class CostReportTest {

  private final PriceList prices = PriceList.usEast1();

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private BigDecimal million(String price, String quantity) {
    Usage usage = Usage.NONE.plus("orders", price, number(quantity));
    return new CostReport(prices, usage, Usage.NONE, Usage.NONE).millionOrders().total();
  }

  @Test
  void aMillionInvocationsCostTwentyCents() {
    assertThat(million("lambda-requests", "1")).isEqualByComparingTo("0.20");
  }

  @Test
  void aMillionTimesHundredMillisecondsOfHalfAGigabyteCost67Cents() {
    // 0.5 GB × 0.1 s = 0.05 GB-s; × 1,000,000 × 0.0000133334 = 0.66667
    assertThat(million("lambda-gb-seconds-arm64", "0.05")).isEqualByComparingTo("0.66667");
  }

  @Test
  void aMillionOrdersOfThreeWritesAndFourReadsCostAsOnDemand() {
    // 3 × 0.625 + 4 × 0.125 = 1.875 + 0.5
    Usage usage =
        Usage.NONE
            .plus("orders", "dynamodb-writes", number("3"))
            .plus("orders", "dynamodb-reads", number("4"));
    assertThat(new CostReport(prices, usage, Usage.NONE, Usage.NONE).millionOrders().total())
        .isEqualByComparingTo("2.375");
  }

  @Test
  void twoKilobytesOfLogsForEachOfAMillionCostADollar() {
    assertThat(million("log-bytes", "2000")).isEqualByComparingTo("1.00");
  }

  @Test
  void countsByServiceAndColumn() {
    Usage usage =
        Usage.NONE
            .plus("orders", "lambda-requests", number("5"))
            .plus("orders", "rest-requests", number("1"))
            .plus("payment", "lambda-requests", number("2"));
    Bill bill = new CostReport(prices, usage, Usage.NONE, Usage.NONE).millionOrders();
    assertThat(bill.of("orders").get("Lambda")).isEqualByComparingTo("1.00");
    assertThat(bill.of("orders").get("API")).isEqualByComparingTo("3.50");
    assertThat(bill.total("payment")).isEqualByComparingTo("0.40");
    assertThat(bill.total()).isEqualByComparingTo("4.90");
  }

  @Test
  void showsTheSameTableAsTextAndMarkdown() {
    Usage usage = Usage.NONE.plus("orders", "lambda-requests", number("5"));
    Usage idle = Usage.NONE.plus("orders", "alarm-months", number("3"));
    CostReport report = new CostReport(prices, usage, idle, Usage.NONE);
    assertThat(report.text())
        .contains("a million orders  Lambda  together  idle month")
        .containsPattern("orders +1\\.00 +1\\.00 +0\\.30 +–");
    assertThat(report.markdown())
        .contains("| orders | 1.00 | 1.00 | 0.30 | – |")
        .contains("| lambda-requests | 5.000 | requests | 0.20 / 1000000 | 1.00 |");
  }

  @Test
  void namesAResourceTypeWithoutAPrice() {
    Deployed unknown = new Deployed("orders", "Search", "AWS::OpenSearchService::Domain", "d");
    assertThatThrownBy(() -> prices.requireAll(List.of(unknown)))
        .isInstanceOf(MissingPrice.class)
        .hasMessageContaining("AWS::OpenSearchService::Domain")
        .hasMessageContaining("Search of the service orders");
  }

  @Test
  void namesAPriceThatIsNotThere() {
    assertThatThrownBy(() -> million("lambda-dreams", "1")).hasMessageContaining("lambda-dreams");
  }

  @Test
  void refusesATypeThatIsNeitherChargedNorFree() {
    String yaml = "{date: d, region: r, prices: {}, types: {'AWS::A::B': {}}}";
    assertThatThrownBy(
            () -> PriceList.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("AWS::A::B");
  }

  @Test
  void tellsWhyATypeIsFree() {
    assertThat(prices.free(List.of(new Deployed("orders", "Role", "AWS::IAM::Role", "r"))))
        .containsEntry("AWS::IAM::Role", "IAM is free");
  }
}
