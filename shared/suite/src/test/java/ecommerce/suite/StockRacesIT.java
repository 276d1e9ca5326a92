package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.StockRoom;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Many orders for few pieces, at a time. Alone, because so many events at once are load enough. */
@Isolated
@PlatformTest(needs = {Capability.LISTENER, Capability.GRAPHQL, Capability.USERS})
class StockRacesIT {

  private static final int ORDERS = 200;
  private static final int PIECES = 100;
  private static final String METADATA = "__metadata";

  private final Platform platform;
  private final StockRoom stock;
  private final Table table;

  StockRacesIT(Platform platform) {
    this.platform = platform;
    this.stock = new StockRoom(platform.people().packer().graphQl());
    this.table = platform.table("warehouse");
  }

  @Test
  @Timeout(300)
  void twoHundredOrdersForAHundredPiecesEndWithAHundredPacked() throws Exception {
    String desk = stock.newProduct(PIECES);
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(UUID.randomUUID().toString());
    }
    atATime(orders, order -> create(order, desk));

    List<String> requested = new ArrayList<>();
    for (String order : orders) {
      if (eventually(() -> status(order)).equals("NEW")) {
        requested.add(order);
      }
    }
    assertThat(requested).hasSize(PIECES);
    assertThat(stock.of(desk)).isEqualTo(count(PIECES, PIECES));

    atATime(
        requested,
        order -> table.set("status", "COMPLETED", "orderId", order, "productId", METADATA));
    for (String order : orders) {
      String end = requested.contains(order) ? "PackageCreated" : "PackagingFailed";
      platform.events().await(end, order);
      assertThat(platform.events().typesAbout(order))
          .containsOnlyOnce(end)
          .doesNotContain(end.equals("PackageCreated") ? "PackagingFailed" : "PackageCreated");
    }
    assertThat(stock.of(desk)).isEqualTo(count(0, 0));
  }

  /** Each order is told of, some of them twice. */
  private void create(String order, String product) {
    ObjectNode detail =
        Json.object(
            "orderId",
            order,
            "products",
            Json.list(Json.object("productId", product, "quantity", 1)));
    platform.bus().put("ecommerce.orders", "OrderCreated", order, detail);
    if (order.hashCode() % 4 == 0) {
      platform.bus().put("ecommerce.orders", "OrderCreated", order, detail);
    }
  }

  private String status(String order) {
    JsonNode metadata =
        table
            .get("orderId", order, "productId", METADATA)
            .orElseThrow(() -> new AssertionError("no packaging request for " + order));
    return metadata.path("status").asText();
  }

  private static ObjectNode count(int onHand, int reserved) {
    return Json.object("onHand", onHand, "reserved", reserved, "available", onHand - reserved);
  }

  private static void atATime(List<String> orders, Consumer<String> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      orders.forEach(order -> all.add(threads.submit(() -> work.accept(order))));
      for (Future<?> one : all) {
        one.get();
      }
    }
  }
}
