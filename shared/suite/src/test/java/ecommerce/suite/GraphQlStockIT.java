package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.StockRoom;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people of the warehouse count, and what anyone may know of it. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlStockIT {

  private final Platform platform;
  private final Person person;
  private final StockRoom stock;
  private final Table table;
  private final String desk = UUID.randomUUID().toString();

  GraphQlStockIT(Platform platform) {
    this.platform = platform;
    this.person = platform.people().packer();
    this.stock = new StockRoom(person.graphQl());
    this.table = platform.tableNamed("warehouse/stock-table/name");
  }

  private static ObjectNode count(int onHand, int reserved) {
    return Json.object("onHand", onHand, "reserved", reserved, "available", onHand - reserved);
  }

  private void write(int onHand, int reserved) {
    table.put(Json.object("productId", desk).setAll(count(onHand, reserved)));
  }

  @Test
  void countsGoodsThatComeIn() {
    assertThat(stock.of(desk).isNull()).isTrue();
    GraphQlAnswer answer = stock.receive(desk, 5, "note 1");
    answer.succeeded("receiveStock");
    assertThat(answer.data("receiveStock").path("stock")).isEqualTo(count(5, 0));
    stock.receive(desk, 7, "note 2").succeeded("receiveStock");
    assertThat(stock.of(desk)).isEqualTo(count(12, 0));
    eventually(() -> assertThat(stock.movements(desk)).hasSize(2));
    JsonNode newest = stock.movements(desk).getFirst();
    assertThat(newest.path("kind").asText()).isEqualTo("RECEIVED");
    assertThat(newest.path("quantity").intValue()).isEqualTo(7);
    assertThat(newest.path("reference").asText()).isEqualTo("note 2");
    assertThat(newest.path("who").asText()).isEqualTo(person.userId());
    assertThat(newest.path("date").asText()).endsWith("Z");
  }

  @Test
  void countsTheSameReferenceOnce() {
    stock.receive(desk, 5, "note 1").succeeded("receiveStock");
    GraphQlAnswer again = stock.receive(desk, 5, "note 1");
    again.succeeded("receiveStock");
    assertThat(again.data("receiveStock").path("stock")).isEqualTo(count(5, 0));
    assertThat(stock.receive(desk, 6, "note 1").error("receiveStock"))
        .isEqualTo("reference note 1 of product " + desk + " was received with quantity 5, not 6");
    String lamp = UUID.randomUUID().toString();
    stock.receive(lamp, 6, "note 1").succeeded("receiveStock");
    assertThat(stock.of(desk)).isEqualTo(count(5, 0));
    assertThat(stock.of(lamp)).isEqualTo(count(6, 0));
  }

  @Test
  void countsTheSameReferenceOnceOfThoseWhoSendItAtATime() throws Exception {
    List<Future<GraphQlAnswer>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 24; i++) {
        String reference = "note " + i % 3;
        answers.add(people.submit(() -> stock.receive(desk, 5, reference)));
      }
    }
    for (Future<GraphQlAnswer> answer : answers) {
      assertThat(answer.get().errors())
          .allSatisfy(error -> assertThat(error.path("errorType").asText()).isEqualTo("Conflict"));
    }
    for (int i = 0; i < 3; i++) {
      String reference = "note " + i;
      eventually(() -> stock.receive(desk, 5, reference).succeeded("receiveStock"));
    }
    assertThat(stock.of(desk)).isEqualTo(count(15, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, note, quantity is -1; it must not be negative",
    "1, ' ', reference is empty",
  })
  void refusesGoodsThatCannotBe(int quantity, String reference, String message) {
    assertThat(stock.receive(desk, quantity, reference).error("receiveStock")).isEqualTo(message);
    assertThat(stock.of(desk).isNull()).isTrue();
  }

  @Test
  void refusesIdsAndReferencesThatNoTableHolds() {
    String longer = "p".repeat(201);
    String tooLong = " has 201 characters; it must not have more than 200";
    assertThat(stock.receive(desk, 1, longer).error("receiveStock"))
        .isEqualTo("reference" + tooLong);
    assertThat(stock.receive(longer, 1, "note").error("receiveStock"))
        .isEqualTo("productId" + tooLong);
    assertThat(stock.adjust(longer, 1, "found").error("adjustStock"))
        .isEqualTo("productId" + tooLong);
    assertThat(stock.adjust("", 1, "found").error("adjustStock")).isEqualTo("productId is empty");
    assertThat(stock.of("").isNull()).isTrue();
  }

  @Test
  void neverCountsMoreThanAnIntHolds() {
    stock.receive(desk, Integer.MAX_VALUE, "all").succeeded("receiveStock");
    assertThat(stock.receive(desk, 1, "one more").error("receiveStock"))
        .isEqualTo(
            "product "
                + desk
                + " has 2147483647 on hand; with 1 more it would be above 2147483647");
    assertThat(stock.adjust(desk, 1, "found one").error("adjustStock")).contains("above");
    assertThat(stock.of(desk)).isEqualTo(count(Integer.MAX_VALUE, 0));
  }

  @Test
  void adjustsACountUpAndDown() {
    stock.receive(desk, 5, "note").succeeded("receiveStock");
    stock.adjust(desk, 3, "found").succeeded("adjustStock");
    stock.adjust(desk, -4, "broken").succeeded("adjustStock");
    assertThat(stock.of(desk)).isEqualTo(count(4, 0));
    eventually(() -> assertThat(stock.movements(desk)).hasSize(3));
    JsonNode newest = stock.movements(desk).getFirst();
    assertThat(newest.path("kind").asText()).isEqualTo("ADJUSTED");
    assertThat(newest.path("quantity").intValue()).isEqualTo(-4);
    assertThat(newest.path("reason").asText()).isEqualTo("broken");
    assertThat(newest.path("who").asText()).isEqualTo(person.userId());
  }

  @Test
  void neverTakesAwayWhatIsReserved() {
    write(10, 8);
    assertThat(stock.adjust(desk, -3, "broken").error("adjustStock"))
        .isEqualTo(
            "product " + desk + " has 10 on hand, of which 8 are reserved; 3 cannot be taken away");
    stock.adjust(desk, -2, "broken").succeeded("adjustStock");
    assertThat(stock.of(desk)).isEqualTo(count(8, 8));
    assertThat(stock.movements(desk)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void refusesAdjustmentsThatCannotBe() {
    assertThat(stock.adjust(desk, 3, "found").error("adjustStock"))
        .isEqualTo("product " + desk + " is not tracked; receiveStock begins that");
    write(10, 0);
    assertThat(stock.adjust(desk, 0, "nothing").error("adjustStock")).contains("quantity is 0");
    assertThat(stock.adjust(desk, 1, " ").error("adjustStock")).isEqualTo("reason is empty");
    assertThat(stock.of(desk)).isEqualTo(count(10, 0));
    assertThat(stock.movements(desk)).isEmpty();
  }

  @Test
  void anyoneMayKnowHowMuchThereIsInAWord() {
    ObjectNode product = platform.shop().product(1000);
    String id = product.path("productId").asText();
    String category = product.path("category").asText();
    assertThat(availability(id, category)).containsOnly("NOT_TRACKED");
    stock.receive(id, 11, "note").succeeded("receiveStock");
    eventually(() -> assertThat(availability(id, category)).containsOnly("IN_STOCK"));
    stock.adjust(id, -1, "broken").succeeded("adjustStock");
    eventually(() -> assertThat(availability(id, category)).containsOnly("LOW"));
    stock.adjust(id, -10, "broken").succeeded("adjustStock");
    eventually(() -> assertThat(availability(id, category)).containsOnly("OUT"));
  }

  /** As each query for products says it, to somebody without and with a name. */
  private List<String> availability(String id, String category) {
    List<String> said = new ArrayList<>();
    for (GraphQl api : List.of(platform.anyone(), platform.people().customer().graphQl())) {
      said.add(
          api.ask("query ($id: ID!) { getProduct(productId: $id) { availability } }", "id", id)
              .data("getProduct")
              .path("availability")
              .asText());
      said.add(
          api.ask(
                  "query ($c: String!) { getProductsByCategory(category: $c)"
                      + " { products { productId availability } } }",
                  "c",
                  category)
              .data("getProductsByCategory")
              .at("/products/0/availability")
              .asText());
    }
    assertThat(
            platform
                .anyone()
                .ask("{ getProducts { products { productId availability } } }")
                .data("getProducts")
                .path("products"))
        .isNotEmpty()
        .allSatisfy(product -> assertThat(product.path("availability").isTextual()).isTrue());
    return said;
  }
}
