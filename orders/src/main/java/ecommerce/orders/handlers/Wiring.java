package ecommerce.orders.handlers;

import ecommerce.edge.AwsClients;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.Checks;
import ecommerce.orders.adapters.OrderTable;
import ecommerce.orders.adapters.Orders;
import ecommerce.orders.adapters.PaymentCheck;
import ecommerce.orders.adapters.PricingCheck;
import ecommerce.orders.adapters.ProductsCheck;
import ecommerce.orders.adapters.TableOrderProgress;
import ecommerce.orders.adapters.TableOrders;
import ecommerce.orders.model.OrderProgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a function as it runs on Lambda, from its environment. */
record Wiring(Settings settings) {

  /**
   * Nobody waits behind a bus here, and the services asked may have to wake up; the function has
   * fifteen seconds.
   */
  private static final Duration ANSWER = Duration.ofSeconds(9);

  private static final Duration CHECKS = Duration.ofSeconds(10);

  Orders orders() {
    return new TableOrders(table());
  }

  OrderProgress progress() {
    return new TableOrderProgress(table());
  }

  Checks checks() {
    return new Checks(
        List.of(
            new ProductsCheck(api("PRODUCTS_API_URL")),
            new PricingCheck(api("DELIVERY_PRICING_API_URL")),
            new PaymentCheck(api("PAYMENT_API_URL"))),
        CHECKS);
  }

  private OrderTable table() {
    String name = settings.required("TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, name, "orderId");
    return new OrderTable(client, name, InstantSource.system());
  }

  private JsonApi api(String variable) {
    return JsonApi.signed(settings.required(variable), settings, ANSWER).primed();
  }
}
