package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people of the warehouse do, on a packaging request that a client wrote. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlPackagingIT {

  private static final String METADATA = "__metadata";

  private final GraphQl packer;
  private final Table table;
  private final String orderId = UUID.randomUUID().toString();

  GraphQlPackagingIT(Platform platform) {
    this.packer = platform.people().packer().graphQl();
    this.table = platform.table("warehouse");
  }

  private void write(String status) {
    String date = "2026-01-02T03:04:05.000Z";
    table.put(Json.object("orderId", orderId, "productId", "a", "quantity", 3));
    table.put(Json.object("orderId", orderId, "productId", "b", "quantity", 1));
    ObjectNode metadata =
        Json.object(
            "orderId", orderId, "productId", METADATA, "status", status, "modifiedDate", date);
    table.put(status.equals("NEW") ? metadata.put("newDate", date) : metadata);
  }

  private ObjectNode order() {
    return Json.object("orderId", orderId);
  }

  private GraphQlAnswer update(String productId, int quantity) {
    ObjectNode input = order().put("productId", productId).put("quantity", quantity);
    return packer.act("updatePackagingProduct", "UpdatePackagingProductInput", input);
  }

  private JsonNode request() {
    return packer
        .ask(
            "query ($input: PackagingInput!) { getPackagingRequest(input: $input)"
                + " { orderId status products { productId quantity } } }",
            "input",
            order())
        .data("getPackagingRequest");
  }

  private int quantity(String productId) {
    return request()
        .path("products")
        .valueStream()
        .filter(product -> product.path("productId").asText().equals(productId))
        .mapToInt(product -> product.path("quantity").intValue())
        .findFirst()
        .orElse(0);
  }

  /** All pages of the requests that are NEW. */
  private List<String> newIds() {
    List<String> ids = new ArrayList<>();
    JsonNode token = Json.parse("null");
    do {
      JsonNode page =
          packer
              .ask(
                  "query ($token: String) { getNewPackagingRequestIds(nextToken: $token)"
                      + " { packagingRequestIds nextToken } }",
                  "token",
                  token)
              .data("getNewPackagingRequestIds");
      assertThat(page.path("packagingRequestIds").size()).isLessThanOrEqualTo(100);
      page.path("packagingRequestIds").forEach(id -> ids.add(id.asText()));
      token = page.path("nextToken");
    } while (!token.isNull());
    return ids;
  }

  @Test
  void findsWhatIsNewAndPacksIt() {
    write("NEW");
    eventually(() -> assertThat(newIds()).contains(orderId));
    packer.act("startPackaging", "PackagingInput", order()).succeeded("startPackaging");
    eventually(() -> assertThat(newIds()).doesNotContain(orderId));
    assertThat(table.get("orderId", orderId, "productId", METADATA).orElseThrow().has("newDate"))
        .isFalse();
    assertThat(request().path("status").asText()).isEqualTo("IN_PROGRESS");
    packer.act("completePackaging", "PackagingInput", order()).succeeded("completePackaging");
    JsonNode request = request();
    assertThat(request.path("orderId").asText()).isEqualTo(orderId);
    assertThat(request.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(request.path("products").valueStream())
        .containsExactlyInAnyOrder(
            Json.object("productId", "a", "quantity", 3),
            Json.object("productId", "b", "quantity", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "startPackaging, IN_PROGRESS",
    "startPackaging, COMPLETED",
    "completePackaging, NEW",
    "completePackaging, COMPLETED"
  })
  void refusesAMoveFromTheWrongStatus(String move, String status) {
    write(status);
    assertThat(packer.act(move, "PackagingInput", order()).error(move)).isNotBlank();
    assertThat(request().path("status").asText()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"startPackaging", "completePackaging"})
  void refusesAMoveOfWhatDoesNotExist(String move) {
    assertThat(packer.act(move, "PackagingInput", order()).error(move)).isNotBlank();
    assertThat(table.query("orderId", orderId)).isEmpty();
  }

  @Test
  void failsForARequestThatDoesNotExist() {
    GraphQlAnswer answer =
        packer.ask(
            "query ($input: PackagingInput!) { getPackagingRequest(input: $input) { orderId } }",
            "input",
            order());
    assertThat(answer.error("getPackagingRequest")).isNotBlank();
  }

  @Test
  void changesAQuantityUpToWhatTheRequestWasMadeWith() {
    write("IN_PROGRESS");
    update("a", 1).succeeded("updatePackagingProduct");
    assertThat(quantity("a")).isEqualTo(1);
    update("a", 3).succeeded("updatePackagingProduct");
    assertThat(quantity("a")).isEqualTo(3);
    assertThat(update("a", 4).error("updatePackagingProduct")).isNotBlank();
    update("a", 2).succeeded("updatePackagingProduct");
    assertThat(update("a", 4).error("updatePackagingProduct")).isNotBlank();
    assertThat(quantity("a")).isEqualTo(2);
    assertThat(quantity("b")).isEqualTo(1);
  }

  @Test
  void takesAProductOutByAQuantityOfNothing() {
    write("IN_PROGRESS");
    update("b", 0).succeeded("updatePackagingProduct");
    assertThat(request().path("products").valueStream())
        .containsExactly(Json.object("productId", "a", "quantity", 3));
  }

  @Test
  void refusesANegativeQuantityAndAProductThatIsNotInTheRequest() {
    write("IN_PROGRESS");
    assertThat(update("a", -1).error("updatePackagingProduct")).isNotBlank();
    assertThat(update("c", 1).error("updatePackagingProduct")).isNotBlank();
    assertThat(update(METADATA, 0).error("updatePackagingProduct")).isNotBlank();
    assertThat(update(METADATA, 1).error("updatePackagingProduct")).isNotBlank();
    assertThat(request().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(table.query("orderId", orderId)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"NEW", "COMPLETED"})
  void changesQuantitiesOnlyWhileItIsInProgress(String status) {
    write(status);
    assertThat(update("a", 1).error("updatePackagingProduct")).isNotBlank();
    assertThat(update("a", 0).error("updatePackagingProduct")).isNotBlank();
    assertThat(quantity("a")).isEqualTo(3);
  }

  @Test
  void refusesInputThatTheSchemaDoesNotAllow() {
    assertThat(packer.act("startPackaging", "PackagingInput", Json.object()).errors()).isNotEmpty();
    ObjectNode halves = order().put("productId", "a").put("quantity", 1.5);
    assertThat(packer.act("updatePackagingProduct", "UpdatePackagingProductInput", halves).errors())
        .isNotEmpty();
  }
}
