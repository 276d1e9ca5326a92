package ecommerce.suite.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Person;
import java.util.Optional;
import java.util.UUID;

/** One order that a customer asks for, and what came back. */
final class Purchase {

  /** What the customer knows. */
  enum Answer {
    /** There was none: the order may exist, or not. */
    NONE,
    /** There is no order. */
    REFUSED,
    /** There is one. */
    MADE
  }

  private static final String QUERY =
      "mutation ($order: CreateOrderRequest!) { createOrder(order: $order)"
          + " { success errors order { orderId total } } }";

  private final Person customer;
  private final Scenario.Wish wish;
  private final ObjectNode cart;
  private Answer answer = Answer.NONE;
  private String orderId;

  Purchase(Person customer, Scenario.Wish wish, ObjectNode cart) {
    this.customer = customer;
    this.wish = wish;
    this.cart = cart;
    if (wish.repeats()) {
      cart.put("idempotencyKey", UUID.randomUUID().toString());
    }
  }

  /** Asks for the order: once, or until it is answered. */
  void make() {
    if (wish.repeats()) {
      Patience.insist(
          () -> {
            ask();
            if (answer != Answer.MADE) {
              throw new IllegalStateException("the order was refused: " + cart);
            }
            return answer;
          });
    } else {
      try {
        ask();
      } catch (RuntimeException | AssertionError e) {
        answer = Answer.NONE;
      }
    }
  }

  private void ask() {
    GraphQlAnswer told = customer.graphQl().ask(QUERY, "order", cart);
    JsonNode data = told.data("createOrder");
    answer = data.path("success").asBoolean() ? Answer.MADE : Answer.REFUSED;
    if (answer == Answer.MADE) {
      orderId = data.at("/order/orderId").asText();
    }
  }

  /** An order that turned out to be there. */
  void found(String id) {
    orderId = id;
  }

  Answer answer() {
    return answer;
  }

  Optional<String> orderId() {
    return Optional.ofNullable(orderId);
  }

  Person customer() {
    return customer;
  }

  Plan plan() {
    return wish.plan();
  }

  ObjectNode cart() {
    return cart;
  }

  String token() {
    return cart.path("paymentToken").asText();
  }

  @Override
  public String toString() {
    return "order " + orderId + " (" + wish + ", answer " + answer + ", token " + token() + ")";
  }
}
