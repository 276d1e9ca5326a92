package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import org.junit.jupiter.api.Test;

@PlatformTest(needs = Capability.LISTENER)
class ProductEventsIT {

  private final Platform platform;
  private final Table table;

  ProductEventsIT(Platform platform) {
    this.platform = platform;
    this.table = platform.table("products");
  }

  @Test
  void followEveryChangeOfTheTable() {
    ObjectNode product = Shop.newProduct(1000);
    String id = product.path("productId").asText();
    ObjectNode cheaper = product.deepCopy().put("price", 900).put("name", "Oak desk");
    table.put(product);
    table.put(cheaper);
    table.delete("productId", id);
    assertThat(platform.events().await("ProductCreated", id).path("detail")).isEqualTo(product);
    JsonNode modified = platform.events().await("ProductModified", id).path("detail");
    assertThat(modified.path("old")).isEqualTo(product);
    assertThat(modified.path("new")).isEqualTo(cheaper);
    assertThat(modified.path("changed").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder("price", "name");
    assertThat(platform.events().await("ProductDeleted", id).path("detail")).isEqualTo(cheaper);
    assertThat(platform.events().about(id)).hasSize(3);
  }

  @Test
  void tellAProductOfFewFields() {
    ObjectNode product = Shop.newProduct(0);
    product.retain("productId", "name", "price", "package");
    table.put(product);
    JsonNode event = platform.events().await("ProductCreated", product.path("productId").asText());
    assertThat(event.path("detail")).isEqualTo(product);
    assertThat(event.path("resources")).isEqualTo(Json.list(product.path("productId").asText()));
  }
}
