package ecommerce.local.dynamodb;

import ecommerce.local.Endpoints;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;

/**
 * A process that makes a table, writes items, says each one that was answered, and waits to be
 * killed.
 */
final class KilledWriter {

  private KilledWriter() {}

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
    port.call("dynamodb", "CreateTable", DynamoDbTest.ORDERS);
    for (int item = 0; ; item++) {
      port.call(
          "dynamodb",
          "PutItem",
          "{'TableName': 'orders', 'Item': {'orderId': {'S': '" + item + "'}}}");
      System.out.println(item);
    }
  }
}
