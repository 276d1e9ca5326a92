package ecommerce.orders.handlers;

import ecommerce.edge.AwsClients;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.Checks;
import ecommerce.orders.adapters.NewOrders;
import ecommerce.orders.adapters.OrderTable;
import ecommerce.orders.adapters.Orders;
import ecommerce.orders.adapters.PaymentCheck;
import ecommerce.orders.adapters.PricingCheck;
import ecommerce.orders.adapters.ProductsCheck;
import ecommerce.orders.adapters.TableNewOrders;
import ecommerce.orders.adapters.TableOrderProgress;
import ecommerce.orders.adapters.TableOrders;
import ecommerce.orders.adapters.TokenClaims;
import ecommerce.orders.adapters.UnusedTokenCheck;
import ecommerce.orders.model.OrderProgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a function as it runs on Lambda, from its environment. */
record Wiring(Settings settings, DynamoDbClient dynamoDb) {

  /**
   * Nobody waits behind a bus here, and the services asked may have to wake up; the function has
   * fifteen seconds.
   */
  private static final Duration ANSWER = Duration.ofSeconds(9);

  private static final Duration CHECKS = Duration.ofSeconds(10);

  Wiring(Settings settings) {
    this(settings, AwsClients.dynamoDb(settings));
  }

  Orders orders() {
    return new TableOrders(table());
  }

  NewOrders newOrders() {
    return new TableNewOrders(table(), claims());
  }

  OrderProgress progress() {
    return new TableOrderProgress(table());
  }

  Checks checks() {
    return new Checks(
        List.of(
            new ProductsCheck(api("PRODUCTS_API_URL")),
            new PricingCheck(api("DELIVERY_PRICING_API_URL")),
            new PaymentCheck(api("PAYMENT_API_URL")),
            new UnusedTokenCheck(claims())),
        CHECKS);
  }

  private OrderTable table() {
    String name = settings.required("TABLE_NAME");
    Priming.read(dynamoDb, name, "orderId");
    return new OrderTable(dynamoDb, name, InstantSource.system());
  }

  private TokenClaims claims() {
    return new TokenClaims(dynamoDb, settings.required("CLAIM_TABLE_NAME"));
  }

  private JsonApi api(String variable) {
    return JsonApi.signed(settings.required(variable), settings, ANSWER).primed();
  }
}
