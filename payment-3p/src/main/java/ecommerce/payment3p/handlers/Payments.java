package ecommerce.payment3p.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.Edge;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment3p.adapters.DynamoTokens;
import ecommerce.payment3p.model.Acquirer;
import ecommerce.payment3p.model.Settlement;
import ecommerce.payment3p.model.TokenState;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** The seven calls of the payment API, in one function: one warm process serves them all. */
public final class Payments implements RequestStreamHandler {

  private static final int LONGEST_REFUND_ID = 200;
  private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{16}");

  private final Edge edge;
  private final Acquirer acquirer;

  public Payments() {
    this(Settings.fromEnvironment());
  }

  private Payments(Settings settings) {
    this(
        new Edge(settings),
        new Acquirer(DynamoTokens.from(settings), () -> UUID.randomUUID().toString()));
  }

  Payments(Edge edge, Acquirer acquirer) {
    this.edge = edge;
    this.acquirer = acquirer;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serveOpen(in, out, context, this::answer);
  }

  private ApiAnswer answer(ApiRequest request, InvocationLog log) {
    String call = request.path().substring(request.path().lastIndexOf('/') + 1);
    log.put("call", call);
    return switch (call) {
      case "preauth" -> ApiAnswer.ok(preauthorise(request.body()));
      case "check" -> ok(acquirer.check(token(request), request.body().amount("amount")));
      case "updateAmount" ->
          ok(acquirer.updateAmount(token(request), request.body().amount("amount")));
      case "processPayment" -> settled(acquirer.capture(token(request)));
      case "cancelPayment" -> settled(acquirer.cancel(token(request)));
      case "refundPayment" -> ok(refund(request.body()));
      case "status" -> ApiAnswer.ok(status(acquirer.status(token(request))));
      default -> ApiAnswer.error(404, "there is no such call");
    };
  }

  private JsonNode preauthorise(Fields body) {
    JsonNode cardNumber = body.json().path("cardNumber");
    if (cardNumber.isTextual() && !CARD_NUMBER.matcher(cardNumber.textValue()).matches()) {
      throw body.wrong("cardNumber", "is not 16 digits");
    }
    body.text("cardNumber");
    return Json.object().put("paymentToken", acquirer.preauthorise(body.amount("amount")));
  }

  private boolean refund(Fields body) {
    String token = body.text("paymentToken");
    OptionalLong amount = body.optionalAmount("amount");
    Optional<String> refundId = body.optionalText("refundId");
    if (refundId.filter(id -> id.length() > LONGEST_REFUND_ID).isPresent()) {
      throw body.wrong("refundId", "has more than " + LONGEST_REFUND_ID + " characters");
    }
    return refundId.isPresent()
        ? acquirer.refund(token, refundId.get(), amount)
        : acquirer.refund(token, amount);
  }

  private static JsonNode status(TokenState state) {
    return switch (state) {
      case TokenState.Authorised(long amount) ->
          Json.object().put("status", "AUTHORISED").put("amount", amount);
      case TokenState.Settled(Settlement how, long amount, long refunded) ->
          Json.object().put("status", how.name()).put("amount", amount).put("refunded", refunded);
      case TokenState.Unknown() -> Json.object().put("status", "UNKNOWN");
    };
  }

  private static String token(ApiRequest request) {
    return request.body().text("paymentToken");
  }

  private static ApiAnswer settled(Acquirer.Settled settled) {
    return settled.ok()
        ? ApiAnswer.ok(Json.object().put("ok", true).put("amount", settled.amount()))
        : ok(false);
  }

  private static ApiAnswer ok(boolean ok) {
    return ApiAnswer.ok(Json.object().put("ok", ok));
  }
}
