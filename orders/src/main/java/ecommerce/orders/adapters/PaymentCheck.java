package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import java.util.List;

/** The payment token is good for the total; asked of the payment service. */
public final class PaymentCheck implements Check {

  private final Backend backend;

  public PaymentCheck(JsonApi payment) {
    this.backend = new Backend(payment, "/backend/validate");
  }

  @Override
  public Subject subject() {
    return Subject.PAYMENT;
  }

  @Override
  public List<String> problems(OrderRequest request) {
    return backend.ask(
        Json.object().put("paymentToken", request.paymentToken()).put("total", request.total()),
        answer -> {
          JsonNode ok = answer.path("ok");
          if (!ok.isBoolean()) {
            throw backend.unexpected("answered without ok");
          }
          return ok.booleanValue()
              ? List.of()
              : List.of("payment token is not authorised for the total of " + request.total());
        });
  }
}
