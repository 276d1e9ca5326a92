package ecommerce.products.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.testing.LocalTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SearchTableTest {

  private final LocalTables tables = new LocalTables();
  private SearchTable search;

  @BeforeEach
  void open() {
    tables.create("products", "productId");
    tables.create("search", "term", "place");
    search = new SearchTable(tables.client(), "products", "search");
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void followsAProductThatIsMadeChangedAndDeleted() {
    put("Desk", "oak", "new");
    search.refresh("p1");
    assertThat(found())
        .containsExactlyInAnyOrder("name#D DESK#p1", "tag#OAK DESK#p1", "tag#NEW DESK#p1");

    put("Table", "oak");
    search.refresh("p1");
    assertThat(found()).containsExactlyInAnyOrder("name#T TABLE#p1", "tag#OAK TABLE#p1");

    delete();
    search.refresh("p1");
    assertThat(found()).isEmpty();

    put("Desk");
    search.refresh("p1");
    assertThat(found()).containsExactly("name#D DESK#p1");
  }

  @Test
  void whatIsHeardAgainOrLateChangesNothing() {
    put("Desk", "oak");
    search.refresh("p1");
    put("Table", "pine");
    delete();
    put("Chair", "ash");
    search.refresh("p1");
    Set<String> right = found();
    long revision = revision();

    search.refresh("p1");
    search.refresh("p1");

    assertThat(found())
        .isEqualTo(right)
        .containsExactlyInAnyOrder("name#C CHAIR#p1", "tag#ASH CHAIR#p1");
    assertThat(revision()).isEqualTo(revision);
  }

  @Test
  void isRightWithMoreTagsThanATransactionTakes() {
    put("Desk", tags(0, 250));
    search.refresh("p1");
    assertThat(found()).hasSize(251);

    put("Desk", tags(240, 400));
    search.refresh("p1");
    assertThat(found()).hasSize(161).contains("tag#T240 DESK#p1", "tag#T399 DESK#p1");
  }

  @Test
  void finishesWhatWasLeftHalfWritten() {
    put("Desk", tags(0, 250));
    SearchRecord none = SearchRecord.of("p1", java.util.Optional.empty());
    ObjectNode product = Json.object().put("name", "Desk");
    List.of(tags(0, 250)).forEach(product.withArray("tags")::add);
    SearchRecord.Step first = none.steps(SearchTable.entries("p1", product)).getFirst();
    tables.client().transactWriteItems(write -> write.transactItems(first.on("search")));
    assertThat(found()).hasSize(99);

    search.refresh("p1");

    assertThat(found()).hasSize(251);
  }

  @Test
  void manyAtOnceEndWithWhatTheCatalogueHas() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, 40)
              .<Future<?>>mapToObj(i -> many.submit(() -> changeAndRefresh(i)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    put("Last", "one");
    search.refresh("p1");

    assertThat(found()).containsExactlyInAnyOrder("name#L LAST#p1", "tag#ONE LAST#p1");
  }

  /** Whoever gives up says so, and is asked again. */
  private void changeAndRefresh(int i) {
    put("Desk " + i, "t" + i);
    while (true) {
      try {
        search.refresh("p1");
        return;
      } catch (Outage e) {
        Thread.onSpinWait();
      }
    }
  }

  private static String[] tags(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "t" + i).toArray(String[]::new);
  }

  private void put(String name, String... tags) {
    ObjectNode product = Json.object().put("productId", "p1").put("name", name);
    ArrayNode list = product.putArray("tags");
    List.of(tags).forEach(list::add);
    tables.client().putItem(put -> put.tableName("products").item(DynamoJson.toItem(product)));
  }

  private void delete() {
    tables
        .client()
        .deleteItem(
            delete ->
                delete.tableName("products").key(Map.of("productId", AttributeValue.fromS("p1"))));
  }

  private Set<String> found() {
    return tables.client().scanPaginator(scan -> scan.tableName("search")).items().stream()
        .filter(item -> item.containsKey("productId"))
        .peek(item -> assertThat(item.get("productId").s()).isEqualTo("p1"))
        .map(item -> item.get("term").s() + " " + item.get("place").s())
        .collect(Collectors.toSet());
  }

  private long revision() {
    return Long.parseLong(
        tables
            .client()
            .getItem(get -> get.tableName("search").key(SearchRecord.key("p1")))
            .item()
            .get("revision")
            .n());
  }
}
