package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One request, one order; one payment token, one order. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class IdempotentOrderIT {

  private static final String TOKEN_USED = "payment token was used for another order";

  private final Platform platform;
  private final Person customer;
  private final String key = UUID.randomUUID().toString();

  IdempotentOrderIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
  }

  private JsonNode create(ObjectNode cart, String key) {
    return customer
        .graphQl()
        .ask(
            "mutation ($order: CreateOrderRequest!, $key: String) { createOrder(order: $order,"
                + " idempotencyKey: $key) { success message errors order { orderId createdDate"
                + " total } } }",
            "order",
            cart,
            "key",
            key)
        .data("createOrder");
  }

  private static JsonNode made(JsonNode answer) {
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer;
  }

  private static void refused(JsonNode answer, String error) {
    assertThat(answer.path("success").asBoolean(true)).as("%s", answer).isFalse();
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .as("%s", answer)
        .containsExactly(error);
  }

  private List<ObjectNode> orders() {
    return platform.table("orders").queryIndex("user", "userId", customer.userId());
  }

  @Test
  void givesTheFirstAnswerAgainUnderTheKeyOfTheArgument() {
    ObjectNode cart = platform.shop().cart(1);
    JsonNode first = made(create(cart, key));
    assertThat(create(cart, key)).isEqualTo(first);
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  @Test
  void takesTheKeyOfTheArgumentAndTheKeyOfTheOrderForTheSame() {
    ObjectNode cart = platform.shop().cart(1);
    JsonNode first = made(create(cart.deepCopy().put("idempotencyKey", key), null));
    assertThat(create(cart, key)).isEqualTo(first);
    assertThat(create(cart.deepCopy().put("idempotencyKey", key), key)).isEqualTo(first);
    refused(
        create(cart.deepCopy().put("idempotencyKey", key), key + "2"),
        "order.idempotencyKey is not the idempotencyKey beside the order");
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  @Test
  void refusesAnEmptyKeyInsteadOfMakingAnOrderWithoutOne() {
    ObjectNode cart = platform.shop().cart(1);
    refused(create(cart, ""), "idempotencyKey is empty");
    refused(create(cart.put("idempotencyKey", ""), null), "order.idempotencyKey is empty");
    assertThat(orders()).isEmpty();
  }

  @Test
  void refusesADifferentOrderUnderTheSameKey() {
    ObjectNode cart = platform.shop().cart(1);
    made(create(cart, key));
    String error = "idempotencyKey was used before for a different order";
    refused(create(platform.shop().cart(1), key), error);
    ObjectNode moved = cart.deepCopy();
    ((ObjectNode) moved.path("address")).put("city", "Hamburg");
    refused(create(moved, key), error);
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  @Test
  void makesOneOrderOfManyRequestsUnderOneKeyAtTheSameInstant() throws Exception {
    ObjectNode cart = platform.shop().cart(1);
    List<JsonNode> answers = atOnce(List.of(cart, cart, cart, cart), key);
    assertThat(answers).allSatisfy(answer -> assertThat(made(answer)).isEqualTo(answers.get(0)));
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  @Test
  void refusesATokenThatWasUsedForAnotherOrder() {
    ObjectNode cart = platform.shop().cart(1);
    made(create(cart, null));
    refused(create(cart, null), TOKEN_USED);
    refused(create(cart, key), TOKEN_USED);
    refused(create(platform.shop().cart(1).put("paymentToken", token(cart)), null), TOKEN_USED);
    JsonNode ofAnother =
        platform.createOrder().ask(UUID.randomUUID().toString(), cart).path("errors");
    assertThat(ofAnother.toString()).contains(TOKEN_USED);
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  private static String token(ObjectNode cart) {
    return cart.path("paymentToken").asText();
  }

  @Test
  void doesNotUseUpTheTokenOfAnOrderThatWasRefused() {
    ObjectNode cart = platform.shop().cart(1);
    ObjectNode stale =
        cart.deepCopy().put("deliveryPrice", cart.path("deliveryPrice").longValue() - 1);
    assertThat(create(stale, null).path("success").asBoolean(true)).isFalse();
    made(create(cart, null));
  }

  @RepeatedTest(5)
  void makesOneOrderOfTwoWithOneTokenAtTheSameInstant() throws Exception {
    ObjectNode cart = platform.shop().cart(1);
    ObjectNode other = platform.shop().cart(1).put("paymentToken", token(cart));
    List<JsonNode> answers = atOnce(List.of(cart, other), null);
    assertThat(answers.stream().filter(answer -> answer.path("success").asBoolean())).hasSize(1);
    answers.stream()
        .filter(answer -> !answer.path("success").asBoolean())
        .forEach(answer -> refused(answer, TOKEN_USED));
    eventually(() -> assertThat(orders()).hasSize(1));
  }

  private List<JsonNode> atOnce(List<ObjectNode> carts, String key) throws Exception {
    CyclicBarrier line = new CyclicBarrier(carts.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> asked = new ArrayList<>();
      for (ObjectNode cart : carts) {
        asked.add(
            threads.submit(
                () -> {
                  line.await();
                  return create(cart, key);
                }));
      }
      List<JsonNode> answers = new ArrayList<>();
      for (Future<JsonNode> answer : asked) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
