package ecommerce.edge;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Work done while a function starts, when Lambda gives it a whole CPU: one read of a key that does
 * not exist loads the client's classes and opens its connection. Changes nothing and never fails:
 * what is wrong is logged, and shows again at the first event.
 */
public final class Priming {

  private Priming() {}

  /**
   * @param keys the names of the table's key attributes
   */
  public static void read(DynamoDbClient client, String table, String... keys) {
    Map<String, AttributeValue> key = new HashMap<>();
    for (String name : keys) {
      key.put(name, AttributeValue.fromS("priming"));
    }
    attempt(table, () -> client.getItem(get -> get.tableName(table).key(key)));
  }

  /**
   * Any other work without effect.
   *
   * @param what named in the log, where it fails
   */
  public static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      System.out.println(
          Json.object().put("level", "WARN").put("priming", what).put("error", e.toString()));
    }
  }
}
