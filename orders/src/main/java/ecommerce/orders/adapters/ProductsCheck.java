package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import java.util.List;

/** The products are as the catalogue has them; asked of the products service. */
public final class ProductsCheck implements Check {

  private final Backend backend;

  public ProductsCheck(JsonApi products) {
    this.backend = new Backend(products, "/backend/validate");
  }

  @Override
  public Subject subject() {
    return Subject.PRODUCTS;
  }

  @Override
  public List<String> problems(OrderRequest request) {
    return backend.ask(
        Json.object().set("products", request.products()),
        answer -> {
          JsonNode message = answer.path("message");
          if (!message.isTextual()) {
            throw backend.unexpected("answered without a message");
          }
          return answer.path("products").isEmpty() ? List.of() : List.of(message.textValue());
        });
  }
}
