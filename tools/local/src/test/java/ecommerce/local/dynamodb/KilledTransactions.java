package ecommerce.local.dynamodb;

import ecommerce.local.Endpoints;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A process that writes the same new id into two tables at once, by several threads, and says each
 * one that was answered.
 */
final class KilledTransactions {

  private KilledTransactions() {}

  public static void main(String[] arguments) throws Exception {
    MvStore store = new MvStore(Path.of(arguments[0]));
    DynamoDb part =
        new DynamoDb(
            TestPort.ACCOUNT,
            new Endpoints("localhost:1"),
            store,
            new SystemTimers(),
            (namespace, name, dimensions, value, unit) -> {});
    TestPort port = new TestPort(part);
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform().start(() -> write(port, System.out));
    }
  }

  private static void write(TestPort port, PrintStream out) {
    while (true) {
      String id = UUID.randomUUID().toString();
      port.call(
          "dynamodb",
          "TransactWriteItems",
          "{'TransactItems': [" + put("orders", id) + ", " + put("lines", id) + "]}");
      out.println(id);
    }
  }

  private static String put(String table, String id) {
    return "{'Put': {'TableName': '" + table + "', 'Item': {'orderId': {'S': '" + id + "'}}}}";
  }
}
