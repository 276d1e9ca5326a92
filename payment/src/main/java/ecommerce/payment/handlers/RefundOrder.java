package ecommerce.payment.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.Wiring;
import ecommerce.payment.model.Refund;
import ecommerce.payment.model.RefundAnswer;
import ecommerce.payment.model.RefundRequest;
import ecommerce.payment.model.Refunds;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Gives money back for {@code {"by", "input": {orderId, amount, reason, idempotencyKey}}}, invoked
 * directly; who may ask is decided by whoever invokes it. The answer is {@code {"success",
 * "message", "errors", "refund"}}: {@code success} says that the money is given back; a refund
 * beside {@code false} stays on record and can be asked for again under the same key. Throws where
 * the tables or the event bus fail: the same request again goes on where it was.
 */
public final class RefundOrder implements RequestStreamHandler {

  private final Edge edge;
  private final Refunds refunds;

  public RefundOrder() {
    this(new Wiring(Settings.fromEnvironment()));
  }

  private RefundOrder(Wiring wiring) {
    this(new Edge(wiring.settings()), wiring.refunds());
  }

  RefundOrder(Edge edge, Refunds refunds) {
    this.edge = edge;
    this.refunds = refunds;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, this::refund);
  }

  private JsonNode refund(JsonNode event, InvocationLog log) {
    RefundRequestReader reader = new RefundRequestReader();
    Optional<RefundRequest> request = reader.read(event);
    if (request.isEmpty()) {
      return refused("The request is not valid", reader.errors());
    }
    log.order(request.get().orderId());
    RefundAnswer answer = refunds.refund(request.get());
    RefundMetrics.count(answer, log);
    return switch (answer) {
      case RefundAnswer.Given(Refund refund) -> answer(true, "Refunded", refund);
      case RefundAnswer.Refused(Refund refund) ->
          answer(false, refund.failure().orElse("The refund was refused"), refund);
      case RefundAnswer.Unanswered unanswered ->
          answer(
              false,
              "The payment company has not answered; it is asked again",
              unanswered.refund());
      case RefundAnswer.Impossible(String reason) ->
          refused("The order cannot be refunded", List.of(reason));
    };
  }

  private static ObjectNode answer(boolean success, String message, Refund refund) {
    ObjectNode answer = Json.object().put("success", success).put("message", message);
    if (!success) {
      answer.putArray("errors").add(message);
    }
    ObjectNode shown =
        answer
            .putObject("refund")
            .put("orderId", refund.orderId())
            .put("refundId", refund.refundId())
            .put("amount", refund.amount())
            .put("reason", refund.reason())
            .put("by", refund.by())
            .put("status", refund.status().name());
    refund.failure().ifPresent(failure -> shown.put("failure", failure));
    return answer;
  }

  private static ObjectNode refused(String message, List<String> errors) {
    ObjectNode answer = Json.object().put("success", false).put("message", message);
    errors.forEach(answer.putArray("errors")::add);
    return answer;
  }
}
