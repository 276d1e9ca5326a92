package ecommerce.orders.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.Checks;
import ecommerce.orders.adapters.NewOrders;
import ecommerce.orders.adapters.NewOrders.Placed;
import ecommerce.orders.adapters.OrderRequest;
import ecommerce.orders.adapters.OrderRequestReader;
import ecommerce.orders.adapters.Problem;
import ecommerce.orders.adapters.Subject;
import ecommerce.orders.adapters.UnusedTokenCheck;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Makes an order of {@code {"userId", "order": {products, address, deliveryPrice, paymentToken}}},
 * invoked directly. The answer is {@code {"success", "message", "errors", "order"}}; a refusal
 * lists everything that is wrong and stores nothing. Throws only where the orders table itself
 * fails.
 */
public final class CreateOrder implements RequestStreamHandler {

  private final Edge edge;
  private final NewOrders orders;
  private final Checks checks;

  public CreateOrder() {
    this(new Wiring(Settings.fromEnvironment()));
  }

  private CreateOrder(Wiring wiring) {
    this(wiring.settings(), wiring.newOrders(), wiring.checks());
  }

  CreateOrder(Settings settings, NewOrders orders, Checks checks) {
    this.edge = new Edge(settings);
    this.orders = orders;
    this.checks = checks;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, this::create);
  }

  private JsonNode create(JsonNode event, InvocationLog log) {
    OrderRequestReader reader = new OrderRequestReader();
    Optional<OrderRequest> request = reader.read(event);
    return request.isPresent()
        ? create(request.get(), log)
        : refused(
            "The request is not valid",
            reader.errors().stream().map(error -> new Problem(Subject.REQUEST, error)).toList(),
            log);
  }

  private ObjectNode create(OrderRequest request, InvocationLog log) {
    Optional<Placed> before = orders.placed(request);
    if (before.isPresent()) {
      return answer(before.get(), log);
    }
    List<Problem> problems = checks.problems(request, log::failed);
    return problems.isEmpty()
        ? answer(orders.place(request), log)
        : refused("The order cannot be made", problems, log);
  }

  private static ObjectNode answer(Placed placed, InvocationLog log) {
    return switch (placed) {
      case Placed.Stored(ObjectNode order) -> {
        log.count("OrdersCreated").count("OrderValue", order.path("total").asLong());
        yield created(order, log);
      }
      case Placed.Before(ObjectNode order) -> created(order, log.put("outcome", "made before"));
      case Placed.KeyTaken() ->
          refused(
              Subject.IDEMPOTENCY_KEY, "idempotencyKey was used before for a different order", log);
      case Placed.TokenTaken() -> refused(Subject.PAYMENT_TOKEN, UnusedTokenCheck.USED, log);
    };
  }

  private static ObjectNode created(ObjectNode order, InvocationLog log) {
    log.order(order.path("orderId").asText());
    return Json.object().put("success", true).put("message", "Order created").set("order", order);
  }

  private static ObjectNode refused(Subject subject, String words, InvocationLog log) {
    return refused("The order cannot be made", List.of(new Problem(subject, words)), log);
  }

  /** A refusal counts once for each of its subjects, however many problems it has. */
  private static ObjectNode refused(String message, List<Problem> problems, InvocationLog log) {
    log.count("OrdersRefused").put("errors", problems.size());
    problems.stream()
        .map(Problem::subject)
        .distinct()
        .forEach(subject -> log.count(subject.metric()));
    ObjectNode answer = Json.object().put("success", false).put("message", message);
    ArrayNode errors = answer.putArray("errors");
    problems.forEach(problem -> errors.add(problem.words()));
    return answer;
  }
}
