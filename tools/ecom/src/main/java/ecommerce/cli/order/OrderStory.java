package ecommerce.cli.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.Customer;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.SampleDataIfEmpty;
import ecommerce.cli.shop.Shop;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.Failure;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One order from the shelf to the doorstep, each step and each event told as it happens. */
final class OrderStory {

  /** How the story goes. */
  enum Ending {
    FULFILLED("FULFILLED"),
    SHORT("FULFILLED"),
    PACKAGING_FAILS("PACKAGING_FAILED"),
    DELIVERY_FAILS("DELIVERY_FAILED");

    private final String status;

    Ending(String status) {
      this.status = status;
    }
  }

  private static final List<String> SOURCES =
      List.of("ecommerce.orders", "ecommerce.warehouse", "ecommerce.delivery", "ecommerce.payment");

  private final Shop shop;
  private final Aws aws;
  private final Narrator narrator;
  private final Ending ending;
  private final Duration pause;
  private final Optional<String> listener;
  private final Optional<Parcel> parcel;
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private volatile String orderId = "";

  /**
   * @param options that lead commands to the same environment
   */
  OrderStory(Aws aws, PrintWriter out, Ending ending, String options) {
    this(aws, out, ending, options, Narrator.PAUSE, true);
  }

  /**
   * An order that nobody is told of, whose people look every two seconds: what it uses is what an
   * order uses.
   */
  static OrderStory unheard(Aws aws) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new OrderStory(aws, nowhere, Ending.FULFILLED, "", Duration.ofSeconds(2), false);
  }

  private OrderStory(
      Aws aws, PrintWriter out, Ending ending, String options, Duration pause, boolean listens) {
    this.aws = aws;
    this.shop = new Shop(aws);
    this.narrator =
        new Narrator(
            out, () -> "./ecom " + (orderId.isEmpty() ? "logs" : "trace " + orderId) + options);
    this.ending = ending;
    this.pause = pause;
    this.parcel = listens ? Optional.of(new Parcel(shop, narrator, pause)) : Optional.empty();
    this.listener = listens ? aws.discover("platform/listener-api/url") : Optional.empty();
  }

  void tell() {
    try (EventWatch watch =
        listener.map(url -> EventWatch.open(url, aws.region(), SOURCES, this::hear)).orElse(null)) {
      ArrayNode products = choose();
      long deliveryPrice = askDeliveryPrice(products);
      String token = authorise(products, deliveryPrice);
      create(products, deliveryPrice, token);
      pack();
      if (ending != Ending.PACKAGING_FAILS) {
        deliver();
      }
      finish(token);
    }
  }

  private ArrayNode choose() {
    new SampleDataIfEmpty(aws, shop).run();
    JsonNode catalogue = customer().catalogue();
    ArrayNode chosen = GraphQl.variables().putArray("products");
    for (JsonNode product : catalogue) {
      if (chosen.size() < 2) {
        chosen.add(((ObjectNode) product.deepCopy()).put("quantity", 2));
      }
    }
    List<String> names = new ArrayList<>();
    chosen.forEach(product -> names.add("2 × " + product.path("name").asText()));
    narrator.tell(
        "customer",
        "looks at " + catalogue.size() + " products and chooses " + String.join(", ", names));
    return chosen;
  }

  private long askDeliveryPrice(ArrayNode products) {
    long price = customer().deliveryPrice(products);
    narrator.tell("customer", "is told that delivery costs " + Narrator.money(price));
    return price;
  }

  private Customer customer() {
    return new Customer(shop.as(Person.CUSTOMER), "Ada Sample");
  }

  private String authorise(ArrayNode products, long deliveryPrice) {
    long total = deliveryPrice;
    for (JsonNode product : products) {
      total += product.path("price").asLong() * product.path("quantity").asLong();
    }
    ObjectNode request =
        GraphQl.variables().put("cardNumber", "4111111111111111").put("amount", total);
    String token = shop.pay("preauth", request).path("paymentToken").asText();
    narrator.tell("customer", "has a card pre-authorised for " + Narrator.money(total));
    return token;
  }

  private void create(ArrayNode products, long deliveryPrice, String token) {
    JsonNode order = customer().order(products, deliveryPrice, token);
    orderId = order.path("orderId").asText();
    narrator.tell(
        "customer", "orders: " + orderId + ", " + Narrator.money(order.path("total").asLong()));
  }

  private void pack() {
    GraphQl warehouse = shop.as(Person.WAREHOUSE);
    eventually(
        "the packaging request",
        () -> listed(warehouse, "getNewPackagingRequestIds", "packagingRequestIds"));
    act(warehouse, "startPackaging", "PackagingInput", orderInput());
    JsonNode request =
        warehouse.ask(
            "getPackagingRequest",
            "query ($input: PackagingInput!) { getPackagingRequest(input: $input) { products {"
                + " productId quantity } } }",
            wrap(orderInput()));
    narrator.tell("warehouse", "starts to pack " + request.path("products").size() + " products");
    if (ending == Ending.SHORT) {
      JsonNode product = request.path("products").get(0);
      lower(warehouse, product, product.path("quantity").asInt() - 1);
    } else if (ending == Ending.PACKAGING_FAILS) {
      request.path("products").forEach(product -> lower(warehouse, product, 0));
    }
    act(warehouse, "completePackaging", "PackagingInput", orderInput());
    narrator.tell("warehouse", "completes the package");
  }

  private void lower(GraphQl warehouse, JsonNode product, int quantity) {
    String id = product.path("productId").asText();
    act(
        warehouse,
        "updatePackagingProduct",
        "UpdatePackagingProductInput",
        orderInput().put("productId", id).put("quantity", quantity));
    narrator.tell("warehouse", "finds only " + quantity + " of " + id);
  }

  private void deliver() {
    GraphQl delivery = shop.as(Person.DELIVERY);
    eventually(
        "the delivery", () -> listed(delivery, "getNewDeliveries", "deliveries { orderId }"));
    parcel.ifPresent(followed -> followed.reaches(orderId, "REQUESTED"));
    act(delivery, "startDelivery", "DeliveryInput", orderInput());
    narrator.tell("delivery", "sets off");
    eventually("the order on its way", () -> !status().equals("PACKAGED"));
    parcel.ifPresent(this::scan);
    String end = ending == Ending.DELIVERY_FAILS ? "failDelivery" : "completeDelivery";
    act(delivery, end, "DeliveryInput", orderInput());
    narrator.tell(
        "delivery", ending == Ending.DELIVERY_FAILS ? "finds nobody at the door" : "hands it over");
    String tracked = ending == Ending.DELIVERY_FAILS ? "FAILED" : "DELIVERED";
    parcel.ifPresent(followed -> followed.reaches(orderId, tracked));
  }

  private void scan(Parcel followed) {
    followed.reaches(orderId, "STARTED");
    followed.isOutForDelivery(orderId, "Dublin");
    followed.reaches(orderId, "OUT_FOR_DELIVERY");
  }

  private void finish(String token) {
    eventually("status " + ending.status, () -> status().equals(ending.status));
    boolean captured = ending.status.equals("FULFILLED");
    ObjectNode check = GraphQl.variables().put("paymentToken", token).put("amount", 0);
    eventually("the payment", () -> !shop.pay("check", check).path("ok").asBoolean());
    eventually(
        "the payment's event",
        () ->
            listener.isEmpty()
                || heard.contains(captured ? "PaymentProcessed" : "PaymentCancelled"));
    JsonNode order = order();
    narrator.tell(
        "customer",
        "sees the order "
            + order.path("status").asText()
            + (captured
                ? ", " + Narrator.money(order.path("total").asLong()) + " captured"
                : ", the authorisation released"));
  }

  private boolean listed(GraphQl person, String field, String selection) {
    String token = null;
    do {
      ObjectNode variables = GraphQl.variables().put("nextToken", token);
      String query =
          "query ($nextToken: String) { "
              + field
              + "(nextToken: $nextToken) { "
              + selection
              + " nextToken } }";
      JsonNode page = person.ask(field, query, variables);
      if (page.toString().contains(orderId)) {
        return true;
      }
      token = page.path("nextToken").textValue();
    } while (token != null);
    return false;
  }

  private void act(GraphQl person, String field, String inputType, ObjectNode input) {
    String mutation =
        "mutation ($input: " + inputType + "!) { " + field + "(input: $input) { success } }";
    if (!person.ask(field, mutation, wrap(input)).path("success").asBoolean()) {
      throw new Failure(field + " did not succeed");
    }
  }

  private ObjectNode orderInput() {
    return GraphQl.variables().put("orderId", orderId);
  }

  private static ObjectNode wrap(ObjectNode input) {
    ObjectNode variables = GraphQl.variables();
    variables.set("input", input);
    return variables;
  }

  private String status() {
    return order().path("status").asText();
  }

  private JsonNode order() {
    return shop.as(Person.CUSTOMER)
        .ask(
            "getOrder",
            "query ($orderId: ID!) { getOrder(orderId: $orderId) { orderId status total } }",
            GraphQl.variables().put("orderId", orderId));
  }

  private void hear(JsonNode event) {
    if (event.toString().contains("\"" + orderId + "\"") && !orderId.isEmpty()) {
      heard.add(event.path("detail-type").asText());
      narrator.tell(
          "  event", event.path("source").asText() + " " + event.path("detail-type").asText());
    }
  }

  private void eventually(String what, BooleanSupplier happened) {
    narrator.eventually(what, pause, happened);
  }
}
