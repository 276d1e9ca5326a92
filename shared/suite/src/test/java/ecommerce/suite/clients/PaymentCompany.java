package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;

/** The payment company outside: what a browser or an operator asks it. */
public final class PaymentCompany {

  public static final String CARD = "1234567890123456";

  private final RestApi api;

  PaymentCompany(RestApi api) {
    this.api = api;
  }

  public RestApi api() {
    return api;
  }

  /** A token that is authorised for the amount. */
  public String preauthorise(long amount) {
    return api.post("/preauth", Json.object("cardNumber", CARD, "amount", amount))
        .ok()
        .path("paymentToken")
        .asText();
  }

  public boolean check(String token, long amount) {
    return ok("/check", "paymentToken", token, "amount", amount);
  }

  public boolean updateAmount(String token, long amount) {
    return ok("/updateAmount", "paymentToken", token, "amount", amount);
  }

  public boolean process(String token) {
    return ok("/processPayment", "paymentToken", token);
  }

  public boolean cancel(String token) {
    return ok("/cancelPayment", "paymentToken", token);
  }

  public boolean refund(String token, long amount) {
    return ok("/refundPayment", "paymentToken", token, "amount", amount);
  }

  public boolean refundAll(String token) {
    return ok("/refundPayment", "paymentToken", token);
  }

  /** The same id again gives back nothing more. */
  public boolean refund(String token, long amount, String refundId) {
    return ok("/refundPayment", "paymentToken", token, "amount", amount, "refundId", refundId);
  }

  /** Where a token stands: {@code status}, {@code amount}, {@code refunded}. */
  public JsonNode status(String token) {
    return api.post("/status", Json.object("paymentToken", token)).ok();
  }

  private boolean ok(String call, Object... fields) {
    return api.post(call, Json.object(fields)).ok().path("ok").booleanValue();
  }
}
