package ecommerce.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Authorised payments, written into the payment company's table (contracts.md: an item with these
 * two attributes is one).
 */
final class PaymentTokens {

  private final Platform platform;
  private final long amount;
  private int used;

  PaymentTokens(Platform platform, long amount) {
    this.platform = platform;
    this.amount = amount;
  }

  List<String> make(int number) {
    String table = platform.parameter("payment-3p/table/name");
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String token = UUID.randomUUID().toString();
      Map<String, AttributeValue> item =
          Map.of(
              "paymentToken",
              AttributeValue.fromS(token),
              "amount",
              AttributeValue.fromN(Long.toString(amount)));
      platform.dynamoDb().putItem(r -> r.tableName(table).item(item));
      tokens.add(token);
    }
    return tokens;
  }

  /** 0, 1, 2, …: which of the tokens kept apart is next. */
  int next() {
    return used++;
  }
}
