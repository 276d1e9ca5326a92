package ecommerce.payment3p.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.payment3p.model.AcquirerContract;
import ecommerce.payment3p.model.Settlement;
import ecommerce.payment3p.model.TokenState;
import ecommerce.payment3p.model.Tokens;
import ecommerce.testing.LocalTables;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoTokensTest extends AcquirerContract {

  private static LocalTables tables;

  @BeforeAll
  static void start() {
    tables = new LocalTables();
    tables.create("authorised", "paymentToken");
    tables.create("settled", "paymentToken");
    tables.create("refunds", "paymentToken", "refundId");
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Override
  protected Tokens tokens() {
    return new DynamoTokens(tables.client(), "authorised", "settled", "refunds");
  }

  @Test
  void itemExistsExactlyWhileTheTokenIsAuthorised() {
    tokens().authorise("t1", 7);
    assertThat(item("t1")).isEqualTo(token("t1", "7"));

    tokens().lower("t1", 5);
    assertThat(item("t1")).isEqualTo(token("t1", "5"));

    tokens().settle("t1", 5, Settlement.CANCELLED);
    assertThat(item("t1")).isEmpty();
  }

  @Test
  void itemThatAClientWroteIsAnAuthorisedToken() {
    tables.client().putItem(put -> put.tableName("authorised").item(token("t2", "30")));

    assertThat(tokens().find("t2")).isEqualTo(new TokenState.Authorised(30));
    assertThat(tokens().settle("t2", 29, Settlement.CAPTURED)).isFalse();
    assertThat(tokens().settle("t2", 30, Settlement.CAPTURED)).isTrue();
    assertThat(tokens().find("t2")).isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 30, 0));
  }

  private static Map<String, AttributeValue> item(String token) {
    return tables
        .client()
        .getItem(
            get ->
                get.tableName("authorised")
                    .key(Map.of("paymentToken", AttributeValue.fromS(token))))
        .item();
  }

  private static Map<String, AttributeValue> token(String token, String amount) {
    return Map.of(
        "paymentToken", AttributeValue.fromS(token), "amount", AttributeValue.fromN(amount));
  }
}
