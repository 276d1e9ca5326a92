package ecommerce.orders.handlers;

import ecommerce.edge.AwsClients;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.OrderTable;
import ecommerce.orders.adapters.Orders;
import ecommerce.orders.adapters.ReportTable;
import ecommerce.orders.adapters.StatusIndex;
import ecommerce.orders.adapters.StuckEvents;
import ecommerce.orders.adapters.TableOrders;
import ecommerce.orders.model.Deadlines;
import ecommerce.orders.model.Lookout;
import ecommerce.orders.model.OrderStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of {@link Watch} as it runs on Lambda, from its environment. Nobody waits for it. */
record WatchWiring(Settings settings, DynamoDbClient client, Events bus) {

  WatchWiring(Settings settings) {
    this(settings, AwsClients.dynamoDb(settings), EventBus.from(settings));
  }

  Orders orders() {
    return new TableOrders(table());
  }

  Lookout lookout() {
    return new Lookout(
        new StatusIndex(client, settings.required("TABLE_NAME")),
        new ReportTable(client, settings.required("REPORT_TABLE_NAME")),
        new StuckEvents(table(), bus),
        new Deadlines(
            Map.of(
                OrderStatus.NEW, minutes("NEW_DEADLINE"),
                OrderStatus.PACKAGED, minutes("PACKAGED_DEADLINE"),
                OrderStatus.IN_DELIVERY, minutes("IN_DELIVERY_DEADLINE"))),
        InstantSource.system());
  }

  private OrderTable table() {
    return new OrderTable(client, settings.required("TABLE_NAME"), InstantSource.system());
  }

  private Duration minutes(String variable) {
    return Duration.ofMinutes(Long.parseLong(settings.required(variable)));
  }
}
