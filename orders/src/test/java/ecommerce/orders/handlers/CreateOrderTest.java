package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.orders.Requests;
import ecommerce.orders.adapters.Check;
import ecommerce.orders.adapters.Checks;
import ecommerce.orders.adapters.NewOrders;
import ecommerce.orders.adapters.OrderRequest;
import ecommerce.orders.adapters.Subject;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CreateOrderTest {

  private final List<OrderRequest> stored = new ArrayList<>();
  private Optional<NewOrders.Placed> before = Optional.empty();
  private Supplier<List<String>> products = List::of;
  private Supplier<List<String>> payment = List::of;

  @Test
  void answersWithTheOrder() {
    JsonNode answer = create(Requests.event());

    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.path("message").asText()).isEqualTo("Order created");
    assertThat(answer.has("errors")).isFalse();
    assertThat(answer.path("order").path("total").asLong()).isEqualTo(2500);
    assertThat(answer.path("order").path("userId").asText()).isEqualTo("ada");
    assertThat(stored).hasSize(1);
  }

  @Test
  void listsEveryFailureAndStoresNothing() {
    products = () -> List.of("product desk does not exist");
    payment = () -> List.of("payment token is not authorised");

    JsonNode answer = create(Requests.event());

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("message").asText()).isEqualTo("The order cannot be made");
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly("product desk does not exist", "payment token is not authorised");
    assertThat(answer.has("order")).isFalse();
    assertThat(stored).isEmpty();
  }

  @Test
  void answersWithAnErrorWhenAServiceIsDown() {
    payment =
        () -> {
          throw new Outage("POST /backend/validate answered 503");
        };

    JsonNode answer = create(Requests.event());

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly("payment could not be checked, try again later");
    assertThat(stored).isEmpty();
  }

  @Test
  void answersAMalformedRequestWithTheFieldsThatAreWrong() {
    ObjectNode event = Requests.event();
    event.remove("userId");
    ((ObjectNode) event.get("order")).remove("paymentToken");

    JsonNode answer = create(event);

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("message").asText()).isEqualTo("The request is not valid");
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly("userId is missing", "order.paymentToken is missing");
  }

  @Test
  void answersSomethingThatIsNoRequestAtAll() {
    assertThat(create(Json.array()).path("errors")).hasSize(1);
    assertThat(create(Json.object()).path("errors")).hasSize(2);
  }

  @Test
  void givesTheFirstAnswerWithoutAskingAnyoneAgain() {
    before = Optional.of(new NewOrders.Placed.Before(Json.object().put("orderId", "first")));
    products = () -> List.of("the price has changed since");

    JsonNode answer = create(Requests.event("key"));

    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.path("message").asText()).isEqualTo("Order created");
    assertThat(answer.path("order").path("orderId").asText()).isEqualTo("first");
    assertThat(stored).isEmpty();
  }

  @Test
  void refusesADifferentOrderUnderTheSameKey() {
    before = Optional.of(new NewOrders.Placed.KeyTaken());

    JsonNode answer = create(Requests.event("key"));

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly("idempotencyKey was used before for a different order");
  }

  @Test
  void refusesATokenThatAnotherOrderClaimedAtTheSameInstant() {
    JsonNode answer =
        create(
            Requests.event(),
            new Table() {
              @Override
              public Placed place(OrderRequest request) {
                return new Placed.TokenTaken();
              }
            });

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly("payment token was used for another order");
  }

  @Test
  void failsWhenItsOwnTableDoes() {
    assertThatThrownBy(
            () ->
                create(
                    Requests.event(),
                    new Table() {
                      @Override
                      public Placed place(OrderRequest request) {
                        throw new Outage("the orders table cannot be written");
                      }
                    }))
        .isInstanceOf(Outage.class);
  }

  private JsonNode create(JsonNode event) {
    return create(event, new Table());
  }

  private JsonNode create(JsonNode event, NewOrders orders) {
    Checks checks =
        new Checks(
            List.of(
                check(Subject.PRODUCTS, () -> products.get()),
                check(Subject.PAYMENT, () -> payment.get())),
            Duration.ofSeconds(5));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CreateOrder(new Settings(Map.of()), orders, checks)
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("CreateOrder"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  private static Check check(Subject subject, Supplier<List<String>> problems) {
    return new Check() {
      @Override
      public Subject subject() {
        return subject;
      }

      @Override
      public List<String> problems(OrderRequest request) {
        return problems.get();
      }
    };
  }

  private class Table implements NewOrders {

    @Override
    public Optional<Placed> placed(OrderRequest request) {
      return before;
    }

    @Override
    public Placed place(OrderRequest request) {
      stored.add(request);
      return new Placed.Stored(request.order("id-1", "2025-06-01T08:00:00.000Z"));
    }
  }
}
