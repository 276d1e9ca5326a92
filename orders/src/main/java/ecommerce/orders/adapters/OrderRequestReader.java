package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.orders.model.OrderLine;
import ecommerce.orders.model.Total;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads a request to create an order (contracts.md, "Order life cycle"), and goes on after a wrong
 * part to find the others. Refuses orders of no products, totals of more than 15 digits, and orders
 * too large for an event that tells of them.
 */
public final class OrderRequestReader {

  /** An OrderModified holds an order twice, and the bus takes 256 kB. */
  private static final int LARGEST = 100_000;

  private final List<String> errors = new ArrayList<>();

  /** What is wrong with the request, one entry a part; empty when {@link #read} gave a request. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /**
   * @param event {@code {"userId", "order": {products, address, deliveryPrice, paymentToken}}},
   *     with an optional {@code idempotencyKey} beside the order or in it
   */
  public Optional<OrderRequest> read(JsonNode event) {
    Optional<Fields> fields = part(() -> Fields.of(event));
    Optional<String> userId = fields.flatMap(f -> part(() -> f.text("userId")));
    Optional<Fields> order = fields.flatMap(f -> part(() -> f.object("order")));
    if (order.isEmpty()) {
      return Optional.empty();
    }
    Fields given = order.get();
    Optional<List<OrderLine>> lines = part(() -> products(given)).map(this::lines);
    Optional<ObjectNode> address = part(() -> address(given.object("address")));
    Optional<Long> deliveryPrice = part(() -> given.amount("deliveryPrice"));
    Optional<String> token = part(() -> given.text("paymentToken"));
    Optional<Optional<String>> key = part(() -> key(fields.get(), given));
    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    return part(
        () -> {
          OptionalLong total = Total.of(lines.get(), deliveryPrice.get());
          ArrayNode products = products(given, lines.get());
          return small(
              new OrderRequest(
                  userId.get(),
                  products,
                  address.get(),
                  deliveryPrice.get(),
                  token.get(),
                  total.orElseThrow(
                      () -> new InvalidInput("order.total would have more than 15 digits")),
                  key.get()));
        });
  }

  private <T> Optional<T> part(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidInput e) {
      errors.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Fields> products(Fields order) {
    List<Fields> products = order.list("products");
    if (products.isEmpty()) {
      throw order.wrong("products", "is empty");
    }
    return products;
  }

  /** The lines that can be read; each of the others is an error of its own. */
  private List<OrderLine> lines(List<Fields> products) {
    return products.stream().flatMap(product -> part(() -> line(product)).stream()).toList();
  }

  private static OrderLine line(Fields product) {
    product.text("name");
    Fields size = product.object("package");
    List.of("width", "length", "height", "weight").forEach(size::amount);
    long quantity = product.optionalAmount("quantity").orElse(1);
    if (quantity < 1) {
      throw product.wrong("quantity", "is less than 1");
    }
    return OrderLine.of(product.text("productId"), product.amount("price"), quantity);
  }

  private static ObjectNode address(Fields address) {
    List.of("name", "streetAddress", "city", "phoneNumber").forEach(address::text);
    List.of("companyName", "postCode", "state").forEach(address::optionalText);
    if (!address.text("country").matches("[A-Za-z]{2}")) {
      throw address.wrong("country", "is not a code of two letters");
    }
    return (ObjectNode) withoutNulls(address.json());
  }

  private static Optional<String> key(Fields event, Fields order) {
    Optional<String> beside = event.optionalText("idempotencyKey");
    Optional<String> within = order.optionalText("idempotencyKey");
    if (beside.isPresent() && within.isPresent() && !beside.equals(within)) {
      throw order.wrong("idempotencyKey", "is not the idempotencyKey beside the order");
    }
    return beside.or(() -> within);
  }

  private static ArrayNode products(Fields order, List<OrderLine> lines) {
    ArrayNode products = (ArrayNode) withoutNulls(order.json().path("products"));
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      ((ObjectNode) products.get(i))
          .put("price", line.price().getAsLong())
          .put("quantity", line.quantity());
    }
    return products;
  }

  private static OrderRequest small(OrderRequest request) {
    if (Json.write(request.content()).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new InvalidInput("order is too large");
    }
    return request;
  }

  /** A copy without fields that are {@code null}: what has nothing to say is absent. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.object();
      object.properties().stream()
          .filter(field -> !field.getValue().isNull())
          .forEach(field -> copy.set(field.getKey(), withoutNulls(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode list) {
      return Json.array().addAll(list.valueStream().map(OrderRequestReader::withoutNulls).toList());
    }
    return node;
  }
}
