package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import java.util.List;

/** The delivery price is today's; asked of the delivery-pricing service. */
public final class PricingCheck implements Check {

  private final Backend backend;

  public PricingCheck(JsonApi deliveryPricing) {
    this.backend = new Backend(deliveryPricing, "/backend/pricing");
  }

  @Override
  public Subject subject() {
    return Subject.DELIVERY_PRICE;
  }

  @Override
  public List<String> problems(OrderRequest request) {
    ObjectNode question = Json.object();
    question.set("products", request.products());
    question.set("address", request.address());
    return backend.ask(
        question,
        answer -> {
          JsonNode pricing = answer.path("pricing");
          if (!pricing.isIntegralNumber()) {
            throw backend.unexpected("answered without a price");
          }
          long price = pricing.longValue();
          return price == request.deliveryPrice()
              ? List.of()
              : List.of("delivery price is " + price + ", not " + request.deliveryPrice());
        });
  }
}
