package ecommerce.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.Customer;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.site.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * One order on its happy path, from the catalogue to FULFILLED, each step timed. Steps of people
 * are requests; {@code to …} is how long the platform takes to get there by itself, as exactly as
 * {@link LoadWait} asks. Signing in and thinking are in none of them.
 */
final class LoadJourney {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Buying shop;
  private final LoadRecord record;
  private final Duration think;
  private final LoadWait wait;
  private String orderId = "";

  LoadJourney(Buying shop, LoadRecord record, Duration think) {
    this(shop, record, think, new LoadWait(PATIENCE));
  }

  LoadJourney(Buying shop, LoadRecord record, Duration think, LoadWait wait) {
    this.shop = shop;
    this.record = record;
    this.think = think;
    this.wait = wait;
  }

  /**
   * @param due when it should have begun, in nanoseconds: the first step is timed from then, so
   *     that waiting to begin counts
   * @throws InterruptedException where the run is over
   */
  void run(long due) throws InterruptedException {
    long asked = System.nanoTime();
    shop.signIn();
    long signedIn = System.nanoTime() - asked;
    JsonNode product = timed("getProducts", due + signedIn, this::choose);
    pause();
    ArrayNode products = GraphQl.variables().putArray("products");
    products.add(((ObjectNode) product.deepCopy()).put("quantity", 1));
    long delivery = timed("getDeliveryPricing", () -> customer().deliveryPrice(products));
    pause();
    String token =
        timed("preauth", () -> shop.authorise(product.path("price").asLong() + delivery));
    orderId =
        timed("createOrder", () -> customer().order(products, delivery, token))
            .path("orderId")
            .asText();
    record.ordered();
    long ordered = System.nanoTime();
    await("to packaging request", ordered, this::packagingRequest);
    pause();
    timed("startPackaging", () -> act(Person.WAREHOUSE, "startPackaging", "PackagingInput"));
    pause();
    timed("completePackaging", () -> act(Person.WAREHOUSE, "completePackaging", "PackagingInput"));
    long packed = System.nanoTime();
    await("to delivery", packed, this::delivery);
    pause();
    timed("startDelivery", () -> act(Person.DELIVERY, "startDelivery", "DeliveryInput"));
    pause();
    timed("completeDelivery", () -> act(Person.DELIVERY, "completeDelivery", "DeliveryInput"));
    long delivered = System.nanoTime();
    await("to FULFILLED", delivered, this::fulfilment);
    record.fulfilled();
  }

  private JsonNode choose() {
    JsonNode products = customer().catalogue();
    if (products.isEmpty()) {
      throw new Failure("the catalogue is empty: fill it, or bring one order on (./ecom order)");
    }
    return products.get(ThreadLocalRandom.current().nextInt(products.size()));
  }

  private Customer customer() {
    return new Customer(shop.as(Person.CUSTOMER), "Load Test");
  }

  /** The query answers an error for as long as there is none; of another, the timeout tells. */
  private Optional<String> packagingRequest() {
    try {
      return missing(
          "no packaging request",
          ask(Person.WAREHOUSE, "getPackagingRequest", "PackagingInput").isObject());
    } catch (Failure e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> delivery() {
    return missing("no delivery", ask(Person.DELIVERY, "getDelivery", "DeliveryInput").isObject());
  }

  private Optional<String> fulfilment() {
    String status = timed("getOrder", this::status);
    return missing("it is " + status, status.equals("FULFILLED"));
  }

  private static Optional<String> missing(String what, boolean isThere) {
    return isThere ? Optional.empty() : Optional.of(what);
  }

  private JsonNode ask(Person person, String field, String input) {
    return shop.as(person)
        .ask(
            field,
            "query ($input: " + input + "!) { " + field + "(input: $input) { orderId } }",
            orderInput());
  }

  private boolean act(Person person, String field, String input) {
    return shop.as(person)
        .ask(
            field,
            "mutation ($input: " + input + "!) { " + field + "(input: $input) { success } }",
            orderInput())
        .path("success")
        .asBoolean();
  }

  private ObjectNode orderInput() {
    ObjectNode variables = GraphQl.variables();
    variables.putObject("input").put("orderId", orderId);
    return variables;
  }

  private String status() {
    return shop.as(Person.CUSTOMER)
        .ask(
            "getOrder",
            "query ($orderId: ID!) { getOrder(orderId: $orderId) { status } }",
            GraphQl.variables().put("orderId", orderId))
        .path("status")
        .asText();
  }

  private <T> T timed(String operation, Supplier<T> step) {
    return timed(operation, System.nanoTime(), step);
  }

  private <T> T timed(String operation, long since, Supplier<T> step) {
    T answer = step.get();
    record.took(operation, Duration.ofNanos(System.nanoTime() - since));
    return answer;
  }

  private void await(String what, long since, Supplier<Optional<String>> missing)
      throws InterruptedException {
    record.took(what, wait.until(what, since, missing));
  }

  /** Half to one and a half of what a user takes to think. */
  private void pause() throws InterruptedException {
    long millis = think.toMillis();
    if (millis > 0) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1));
    }
  }
}
