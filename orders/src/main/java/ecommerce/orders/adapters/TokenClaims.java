package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * Which order each payment token was used for. A claim is written with its order, in one
 * transaction, and stays: what became of the order later does not free the token. The table holds
 * no token, only a SHA-256 of it.
 */
public final class TokenClaims {

  private static final String KEY = "claimId";

  private final DynamoDbClient client;
  private final String table;

  public TokenClaims(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The id of the order that the token was used for; empty for a token that was used for none. */
  Optional<String> orderOf(String token) {
    try {
      Map<String, AttributeValue> claim =
          client.getItem(get -> get.tableName(table).key(key(token)).consistentRead(true)).item();
      return Optional.ofNullable(claim).map(item -> item.get("orderId")).map(AttributeValue::s);
    } catch (SdkException e) {
      throw new Outage("the claims of payment tokens cannot be read", e);
    }
  }

  /** Claims the token for an order; refused where another order has it. */
  Put claim(String token, String orderId) {
    AttributeValue order = AttributeValue.fromS(orderId);
    return Put.builder()
        .tableName(table)
        .item(Map.of(KEY, key(token).get(KEY), "orderId", order))
        .conditionExpression("attribute_not_exists(claimId) OR orderId = :order")
        .expressionAttributeValues(Map.of(":order", order))
        .build();
  }

  private static Map<String, AttributeValue> key(String token) {
    String hash = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    return Map.of(KEY, AttributeValue.fromS("token/" + hash));
  }
}
