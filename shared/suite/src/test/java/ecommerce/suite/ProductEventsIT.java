package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.List;
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
  void followEveryChangeOfTheTableInItsOrder() {
    ObjectNode product = Shop.newProduct(1000);
    String id = product.path("productId").asText();
    ObjectNode cheaper = product.deepCopy().put("price", 900).put("name", "Oak desk");
    table.put(product);
    table.put(cheaper);
    table.delete("productId", id);
    platform.events().await("ProductDeleted", id);
    List<JsonNode> events = platform.events().about(id);
    assertThat(platform.events().typesAbout(id)).containsExactly("ProductCreated", "ProductModified", "ProductDeleted");
    assertThat(events.get(0).path("detail")).isEqualTo(product);
    assertThat(events.get(1).at("/detail/old")).isEqualTo(product);
    assertThat(events.get(1).at("/detail/new")).isEqualTo(cheaper);
    assertThat(events.get(1).at("/detail/changed").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder("price", "name");
    assertThat(events.get(2).path("detail")).isEqualTo(cheaper);
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
