package ecommerce.payment.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Fields;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.PaymentCompany;
import ecommerce.payment.model.Standing;
import java.util.Arrays;
import java.util.Optional;

/** {@link PaymentCompany} over its REST API. Anything but a clear answer is an {@link Outage}. */
public final class HttpPaymentCompany implements PaymentCompany {

  private final JsonApi api;

  public HttpPaymentCompany(JsonApi api) {
    this.api = api;
  }

  /** The API at {@code PAYMENT_3P_API_URL}. */
  public static HttpPaymentCompany from(Settings settings) {
    return new HttpPaymentCompany(JsonApi.open(settings.required("PAYMENT_3P_API_URL")).primed());
  }

  @Override
  public boolean check(String token, long amount) {
    return ok(ask("/check", body(token).put("amount", amount)));
  }

  @Override
  public boolean updateAmount(String token, long amount) {
    return ok(ask("/updateAmount", body(token).put("amount", amount)));
  }

  @Override
  public Answer settle(String token, Move move) {
    String path =
        switch (move) {
          case CAPTURE -> "/processPayment";
          case RELEASE -> "/cancelPayment";
        };
    Fields answer = ask(path, body(token));
    return new Answer(ok(answer), answer.optionalAmount("amount"));
  }

  @Override
  public boolean refund(String token, String refundId, long amount) {
    return ok(ask("/refundPayment", body(token).put("amount", amount).put("refundId", refundId)));
  }

  @Override
  public Standing standing(String token) {
    JsonApi.Reply reply = api.post("/status", body(token));
    if (reply.status() == 400) { // what cannot be a token was never given out
      return new Standing(Standing.Is.UNKNOWN, 0, 0);
    }
    JsonNode answer = reply.body();
    Optional<Standing.Is> is =
        Arrays.stream(Standing.Is.values())
            .filter(each -> each.name().equals(answer.path("status").textValue()))
            .findFirst();
    if (reply.status() != 200 || is.isEmpty()) {
      throw new Outage(
          "POST /status answered " + reply.status() + " without saying where the token stands");
    }
    Fields fields = Fields.of(answer);
    return new Standing(
        is.get(),
        fields.optionalAmount("amount").orElse(0),
        fields.optionalAmount("refunded").orElse(0));
  }

  private static ObjectNode body(String token) {
    return Json.object().put("paymentToken", token);
  }

  private Fields ask(String path, ObjectNode body) {
    JsonApi.Reply reply = api.post(path, body);
    if (reply.status() != 200 || !reply.body().path("ok").isBoolean()) {
      throw new Outage(
          "POST " + path + " answered " + reply.status() + " without saying whether it is ok");
    }
    return Fields.of(reply.body());
  }

  private static boolean ok(Fields answer) {
    return answer.json().path("ok").booleanValue();
  }
}
