package ecommerce.suite.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.EventListener;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.People;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.StockRoom;
import ecommerce.suite.clients.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * What makes every function and every resolver do all that it can: each service by itself, through
 * its tables, events and APIs, so that what is denied in one does not keep the next from its work.
 */
final class Exercises {

  private static final String METADATA = "__metadata";

  /** One box, by the contract's table. */
  private static final int DELIVERY_TO_GERMANY = 1000;

  private final Platform platform;
  private final Table orders;
  private final Table warehouse;
  private final Table deliveries;
  private final PaymentCompany company;
  private final GraphQl customer;
  private final String customerId;
  private final GraphQl admin;
  private final GraphQl packer;
  private final GraphQl courier;

  /** People are made now, while all may do what they may. */
  Exercises(Platform platform) {
    this.platform = platform;
    this.orders = platform.table("orders");
    this.warehouse = platform.table("warehouse");
    this.deliveries = platform.table("delivery");
    this.company = platform.paymentCompany();
    Person person = platform.people().customer();
    this.customer = person.graphQl();
    this.customerId = person.userId();
    this.admin = platform.people().admin().graphQl();
    this.packer = platform.people().packer().graphQl();
    this.courier = platform.people().courier().graphQl();
  }

  Map<String, Runnable> all() {
    Map<String, Runnable> all = new HashMap<>(ofThePlainWay());
    all.putAll(new WatchExercises(platform).all());
    return all;
  }

  private Map<String, Runnable> ofThePlainWay() {
    return Map.ofEntries(
        Map.entry("someone signs up", () -> platform.people().signUp(People.newEmail())),
        Map.entry("products", this::products),
        Map.entry("an order is asked for", this::createOrder),
        Map.entry("an order is followed", this::followOrder),
        Map.entry("the warehouse hears of orders", this::packagingRequests),
        Map.entry("a package is ready", this::packages),
        Map.entry("orders of what is counted", this::reservations),
        Map.entry("packages of what is counted", this::settlements),
        Map.entry("someone counts", this::counts),
        Map.entry("someone looks at what came and went", this::movements),
        Map.entry("someone looks at how much there is", this::availability),
        Map.entry("deliveries", this::deliveries),
        Map.entry("payments", this::payments),
        Map.entry("money is asked back", this::askedRefunds),
        Map.entry("money is given back", this::refunds),
        Map.entry("payments are compared with the company", this::reconcile),
        Map.entry("a card is authorised", this::preauthorise),
        Map.entry("money is taken and given back", this::settle),
        Map.entry("money is released", this::release),
        Map.entry("a listener", this::listener),
        Map.entry("a customer", this::customer),
        Map.entry("a packer", this::packer),
        Map.entry("a courier", this::courier),
        Map.entry("someone follows a parcel", this::tracking),
        Map.entry("someone looks for a product", this::search),
        Map.entry("an administrator of products", this::productCare));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private void products() {
    ObjectNode product = platform.shop().product(1000);
    platform.api("products").post("/backend/validate", Json.object("products", Json.list(product)));
    platform
        .table("products")
        .set("name", "Oak desk", "productId", product.path("productId").asText());
  }

  private void createOrder() {
    String userId = newId();
    ObjectNode request = Json.object("userId", userId, "order", cart(), "idempotencyKey", newId());
    platform.createOrder().invoke(request);
    platform.createOrder().invoke(request);
  }

  private ObjectNode orderOfAnOperator() {
    ObjectNode order =
        Json.object(
            "orderId", newId(),
            "userId", newId(),
            "status", "NEW",
            "total", 2000,
            "deliveryPrice", 0,
            "address", Shop.address(),
            "products", Json.list(Shop.newProduct(1000).put("quantity", 2)));
    orders.put(order);
    return order;
  }

  private void followOrder() {
    ObjectNode order = orderOfAnOperator();
    platform.api("orders").get("/backend/" + Orders.id(order));
    JsonNode product = order.at("/products/0/productId");
    platform.orders().packed(order, Json.list(Json.object("productId", product, "quantity", 1)));
  }

  private void tell(String source, String type, String orderId, ObjectNode detail) {
    platform.bus().put("ecommerce." + source, type, orderId, detail.put("orderId", orderId));
  }

  private void packagingRequests() {
    String known = packagingRequest("NEW");
    ArrayNode two =
        Json.list(
            Json.object("productId", "a", "quantity", 2),
            Json.object("productId", "b", "quantity", 1));
    ObjectNode modified =
        Json.object(
            "old", Json.object("orderId", known),
            "new",
                Json.object(
                    "orderId",
                    known,
                    "products",
                    Json.list(
                        Json.object("productId", "a", "quantity", 1),
                        Json.object("productId", "c", "quantity", 1))),
            "changed", Json.list("products"));
    tell("orders", "OrderCreated", newId(), Json.object("products", two));
    tell("orders", "OrderModified", known, modified);
    String emptied = packagingRequest("NEW");
    tell(
        "orders",
        "OrderModified",
        emptied,
        Json.object(
            "old", Json.object("orderId", emptied),
            "new", Json.object("orderId", emptied, "products", Json.list()),
            "changed", Json.list("products")));
    tell("orders", "OrderDeleted", packagingRequest("NEW"), Json.object());
    tell("orders", "OrderDeleted", newId(), Json.object());
  }

  /** A request of an operator, with two products. */
  private String packagingRequest(String status) {
    String id = newId();
    for (String product : List.of("a", "b")) {
      warehouse.put(Json.object("orderId", id, "productId", product, "quantity", 2));
    }
    ObjectNode metadata =
        Json.object(
            "orderId", id,
            "productId", METADATA,
            "status", status,
            "modifiedDate", "2026-01-02T03:04:05.000Z");
    if (status.equals("NEW")) {
      metadata.put("newDate", "2026-01-02T03:04:05.000Z");
    }
    warehouse.put(metadata);
    return id;
  }

  private void packages() {
    String id = packagingRequest("IN_PROGRESS");
    warehouse.set("status", "COMPLETED", "orderId", id, "productId", METADATA);
  }

  /**
   * More products than a transaction takes, so that it takes several; and one that is withdrawn.
   */
  private void reservations() {
    ArrayNode many = Json.list();
    for (int i = 0; i < 40; i++) {
      many.add(Json.object("productId", counted(20, 0), "quantity", 2));
    }
    tell("orders", "OrderCreated", newId(), Json.object("products", many));
    String withdrawn = newId();
    ArrayNode one = Json.list(Json.object("productId", counted(2, 0), "quantity", 3));
    tell("orders", "OrderCreated", withdrawn, Json.object("products", one));
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    tell("orders", "OrderDeleted", withdrawn, Json.object());
  }

  /** A package of more products than a transaction takes, of an operator's reservation. */
  private void settlements() {
    String id = packagingRequest("IN_PROGRESS");
    ObjectNode reserved = Json.object();
    for (int i = 0; i < 60; i++) {
      String product = counted(20, 2);
      reserved.put(product, 2);
      warehouse.put(Json.object("orderId", id, "productId", product, "quantity", 2));
    }
    ObjectNode reservation =
        Json.object(
            "orderId", id, "version", newId(), "reserved", reserved, "missing", Json.object());
    platform.ownTable("warehouse", "ReservationTable").put(reservation);
    warehouse.set("status", "COMPLETED", "orderId", id, "productId", METADATA);
  }

  /** A product of an operator, of which there are so many. */
  private String counted(int onHand, int reserved) {
    String id = newId();
    platform
        .tableNamed("warehouse/stock-table/name")
        .put(
            Json.object(
                "productId", id,
                "onHand", onHand,
                "reserved", reserved,
                "available", onHand - reserved));
    return id;
  }

  private void counts() {
    StockRoom stock = new StockRoom(packer);
    String product = counted(20, 0);
    stock.receive(product, 20, "first");
    stock.adjust(product, -5, "broken");
    stock.of(product);
    stock.low();
  }

  private void movements() {
    new StockRoom(packer).movements(newId());
  }

  private void availability() {
    String product = platform.shop().product(1000).path("productId").asText();
    customer.ask("query ($id: ID!) { getProduct(productId: $id) { availability } }", "id", product);
  }

  private void deliveries() {
    ObjectNode order = orderOfAnOperator();
    platform.orders().packedAll(order);
    String id = delivery();
    deliveries.set("status", "COMPLETED", "orderId", id);
  }

  private String delivery() {
    String id = newId();
    deliveries.put(
        Json.object("orderId", id, "status", "NEW", "isNew", "true", "address", Shop.address()));
    return id;
  }

  private void payments() {
    platform
        .api("payment")
        .post("/backend/validate", Json.object("paymentToken", token(1000), "total", 1000));
    String paid = payment();
    tell(
        "orders",
        "OrderModified",
        paid,
        Json.object(
            "old", Json.object("orderId", paid, "total", 2500),
            "new", Json.object("orderId", paid, "total", 2000),
            "changed", Json.list("total")));
    tell("delivery", "DeliveryCompleted", payment(), delivered());
    tell("delivery", "DeliveryFailed", payment(), delivered());
    tell(
        "orders",
        "OrderCreated",
        newId(),
        Json.object("paymentToken", token(2500), "total", 2500, "products", Json.list()));
  }

  /** An order of an operator that is paid with 1000, of which the order is known to cost some. */
  private String paid(int owed) {
    String token = token(1000);
    company.process(token);
    return recorded(token, owed);
  }

  /** The same, of which the company knows nothing. */
  private String recorded(String token, int owed) {
    String id = newId();
    Table ledger = platform.tableNamed("payment/ledger-table/name");
    ObjectNode entry =
        Json.object("paymentToken", token, "orderId", id, "outcome", "PROCESSED", "amount", 1000);
    entry.put("date", "2026-01-02T03:04:05.000Z").put("refunded", 0);
    ledger.put(entry.deepCopy().put("id", "order/" + id));
    entry.put("owed", owed).put("refundable", 1000).put("unchecked", "true");
    ledger.put(entry.put("id", "token/" + token));
    return id;
  }

  private void totalIs(int total, String orderId) {
    ObjectNode order = Json.object("orderId", orderId, "total", total);
    tell(
        "orders",
        "OrderModified",
        orderId,
        Json.object("old", order, "new", order, "changed", Json.list("total")));
  }

  /** With the company, and up to where it would be asked. */
  private void askedRefunds() {
    refundOrder(recorded(newId(), 1000));
    refundOrder(paid(1000));
  }

  private void refundOrder(String orderId) {
    admin.ask(
        "mutation ($id: ID!) { refundOrder(input: {orderId: $id, amount: 10, reason: \"broken\","
            + " idempotencyKey: \"k\"}) { success } }",
        "id",
        orderId);
  }

  private void refunds() {
    totalIs(900, paid(1000));
    totalIs(900, paid(900));
    String orderId = paid(1000);
    refundOrder(orderId);
    admin.ask(
        "query ($id: ID!) { getRefunds(orderId: $id) { refunds { status } } }", "id", orderId);
    ObjectNode order = orderOfAnOperator().put("userId", customerId);
    orders.put(order);
    customer.ask(
        "query ($id: ID!) { getOrder(orderId: $id) { payment { captured } } }",
        "id",
        Orders.id(order));
  }

  /** A payment that the company has captured already, an entry of the ledger, an open refund. */
  private void reconcile() {
    String token = token(1000);
    platform.table("payment").put(Json.object("orderId", newId(), "paymentToken", token));
    company.process(token);
    String orderId = paid(1000);
    String captured =
        platform
            .tableNamed("payment/ledger-table/name")
            .get("id", "order/" + orderId)
            .orElseThrow()
            .path("paymentToken")
            .asText();
    ObjectNode refund =
        Json.object("orderId", orderId, "refundId", "k", "amount", 10, "paymentToken", captured);
    refund.put("rest", false).put("reason", "broken").put("by", "somebody").put("open", "true");
    refund.put("status", "PENDING").put("modifiedDate", "2026-01-02T03:04:05.000Z");
    platform.tableNamed("payment/refund-table/name").put(refund);
    platform.function("payment", "reconcile").invoke(Json.object("olderThanMinutes", 0));
  }

  private static ObjectNode delivered() {
    return Json.object("address", Shop.address(), "trackingNumber", "T-1");
  }

  /** A pending payment of an operator. */
  private String payment() {
    String id = newId();
    platform.table("payment").put(Json.object("orderId", id, "paymentToken", token(2500)));
    return id;
  }

  /** An authorised token of an operator. */
  private String token(int amount) {
    String token = newId();
    platform.table("payment-3p").put(Json.object("paymentToken", token, "amount", amount));
    return token;
  }

  private void preauthorise() {
    company.preauthorise(1000);
  }

  private void settle() {
    String token = token(1000);
    company.check(token, 1000);
    company.updateAmount(token, 900);
    company.process(token);
    company.process(token);
    company.refund(token, 100);
    company.refund(token, 100, newId());
  }

  private void release() {
    String token = token(1000);
    company.cancel(token);
    company.cancel(token);
  }

  /** A request for an order of one product that is in order. */
  private ObjectNode cart() {
    ArrayNode products = Json.list(platform.shop().product(1000).put("quantity", 1));
    return Json.object(
        "products",
        products,
        "address",
        Shop.address(),
        "deliveryPrice",
        DELIVERY_TO_GERMANY,
        "paymentToken",
        token(1000 + DELIVERY_TO_GERMANY));
  }

  private void listener() {
    String source = "privilege." + newId();
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      platform.bus().put(source, "Something", newId(), Json.object("a", 1));
    }
    platform.bus().put(source, "Something", newId(), Json.object("a", 2));
  }

  private void customer() {
    ObjectNode product = platform.shop().product(1000);
    customer.ask("{ getProducts { products { productId } } }");
    customer.ask(
        "query ($c: String!) { getProductsByCategory(category: $c) { products { productId } } }",
        "c",
        product.path("category"));
    customer.ask(
        "query ($id: ID!) { getProduct(productId: $id) { name } }",
        "id",
        product.path("productId"));
    customer.ask(
        "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing } }",
        "input",
        Json.object(
            "products",
            Json.list(product.deepCopy().put("quantity", 1)),
            "address",
            Shop.address()));
    customer.ask("{ getOrders { orders { orderId } } }");
    customer.ask("query ($id: ID!) { getOrder(orderId: $id) { orderId } }", "id", newId());
    cancelled();
    customer.ask(
        "mutation ($order: CreateOrderRequest!) { createOrder(order: $order) { success } }",
        "order",
        cart());
  }

  /**
   * An order of the customer, looked at, cancelled by an administrator, and missed in the
   * warehouse.
   */
  private void cancelled() {
    ObjectNode order = orderOfAnOperator().put("userId", customerId);
    orders.put(order);
    customer.ask(
        "query ($id: ID!) { getOrder(orderId: $id) { ordered { total } history { status } } }",
        "id",
        Orders.id(order));
    admin.ask("{ listOrders(status: PACKAGED) { orders { orderId } } }");
    admin.ask(
        "mutation ($id: ID!) { cancelOrder(orderId: $id) { success } }", "id", Orders.id(order));
    packer.act("startPackaging", "PackagingInput", Json.object("orderId", Orders.id(order)));
  }

  private void packer() {
    String id = packagingRequest("NEW");
    packer.ask("{ getNewPackagingRequestIds { packagingRequestIds } }");
    packer.ask(
        "query ($input: PackagingInput!) { getPackagingRequest(input: $input)"
            + " { status products { quantity } } }",
        "input",
        Json.object("orderId", id));
    for (int twice = 0; twice < 2; twice++) { // the second is refused, with a look at what is there
      packer.act("startPackaging", "PackagingInput", Json.object("orderId", id));
    }
    String begun = packagingRequest("IN_PROGRESS");
    for (int quantity : new int[] {1, 0}) {
      packer.act(
          "updatePackagingProduct",
          "UpdatePackagingProductInput",
          Json.object(
              "orderId", begun, "productId", quantity == 1 ? "a" : "b", "quantity", quantity));
    }
    packer.act("completePackaging", "PackagingInput", Json.object("orderId", begun));
  }

  private void courier() {
    String id = delivery();
    courier.ask("{ getNewDeliveries { deliveries { orderId } } }");
    courier.ask(
        "query ($input: DeliveryInput!) { getDelivery(input: $input) { status } }",
        "input",
        Json.object("orderId", id));
    courier.act("startDelivery", "DeliveryInput", Json.object("orderId", id));
  }

  /** A number that was there before anything was denied, and one that its delivery makes now. */
  private void tracking() {
    String number = newId();
    platform
        .tableNamed("delivery/tracking-table/name")
        .put(
            Json.object(
                "trackingNumber", number,
                "eventId", "__delivery",
                "estimatedDelivery", "2026-01-02"));
    customer.ask("query ($n: ID!) { track(trackingNumber: $n) { status } }", "n", number);
    customer.ask("query ($o: ID!) { trackOrder(orderId: $o) { status } }", "o", newId());
    courier.act(
        "addTrackingEvent",
        "TrackingEventInput",
        Json.object("trackingNumber", number, "status", "DELAYED"));
  }

  private void search() {
    ObjectNode product = Shop.newProduct(1000);
    String tag = newId();
    product.withArray("tags").add(tag);
    platform.table("products").put(product);
    platform
        .tableNamed("products/search-table/name")
        .put(
            Json.object(
                "term", "tag#" + tag.toUpperCase(java.util.Locale.ROOT),
                "place", "a#" + tag,
                "productId", product.path("productId")));
    customer.ask(
        "query ($tag: String) { searchProducts(tag: $tag) { products { name } } }", "tag", tag);
  }

  private void productCare() {
    admin.ask(
        "mutation { createProduct(input: {name: \"Desk\", price: 1, package: {width: 1, length: 1,"
            + " height: 1, weight: 1}}) { success } }");
    String id = platform.shop().product(1000).path("productId").asText();
    for (int version : new int[] {1, 0}) { // the first is refused, with a look at what is there
      admin.act(
          "updateProduct",
          "UpdateProductInput",
          Json.object("productId", id, "version", version, "price", 2));
    }
    admin.act("deleteProduct", "DeleteProductInput", Json.object("productId", id, "version", 1));
  }
}
