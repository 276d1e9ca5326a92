package ecommerce.products.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class CatalogueTableTest {

  private final List<Integer> calls = new ArrayList<>();

  @Test
  void findsWhatIsThereAndLeavesOutWhatIsNot() {
    Catalogue catalogue = new CatalogueTable(new FakeClient(100), "table");

    Map<String, ?> found = catalogue.find(Set.of("product-1", "missing"));

    assertThat(found).containsOnlyKeys("product-1");
  }

  @Test
  void readsMoreThanAHundredIdsInSeveralCalls() {
    Catalogue catalogue = new CatalogueTable(new FakeClient(100), "table");

    assertThat(catalogue.find(ids(250))).hasSize(250);
    assertThat(calls).containsExactly(100, 100, 50);
  }

  @Test
  void readsAgainWhatWasLeftUnprocessed() {
    Catalogue catalogue = new CatalogueTable(new FakeClient(4), "table");

    assertThat(catalogue.find(ids(10))).hasSize(10);
    assertThat(calls).containsExactly(10, 6, 2);
  }

  @Test
  void failsWhenTheRestIsNeverProcessed() {
    Catalogue catalogue = new CatalogueTable(new FakeClient(0), "table");

    assertThatThrownBy(() -> catalogue.find(ids(3)))
        .isInstanceOf(Outage.class)
        .hasMessageContaining("3 products");
  }

  @Test
  void failsWhenTheTableCannotBeRead() {
    Catalogue catalogue =
        new CatalogueTable(
            new FakeClient(100) {
              @Override
              public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
                throw SdkClientException.create("no route");
              }
            },
            "table");

    assertThatThrownBy(() -> catalogue.find(ids(1))).isInstanceOf(Outage.class);
  }

  @Test
  void asksForNothingWhenThereIsNothingToFind() {
    Catalogue catalogue = new CatalogueTable(new FakeClient(100), "table");

    assertThat(catalogue.find(Set.of())).isEmpty();
    assertThat(catalogue.find(Set.of("x".repeat(2049)))).isEmpty();
    assertThat(calls).isEmpty();
  }

  private static Set<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "product-" + i).collect(Collectors.toSet());
  }

  /**
   * A table with every product whose id begins with {@code product-}; processes so many keys a
   * call, and at most 100.
   */
  private class FakeClient implements DynamoDbClient {

    private final int processes;

    FakeClient(int processes) {
      this.processes = processes;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      List<Map<String, AttributeValue>> keys = request.requestItems().get("table").keys();
      assertThat(keys).hasSizeLessThanOrEqualTo(100);
      calls.add(keys.size());
      List<Map<String, AttributeValue>> done = keys.subList(0, Math.min(processes, keys.size()));
      List<Map<String, AttributeValue>> rest = keys.subList(done.size(), keys.size());
      return BatchGetItemResponse.builder()
          .responses(
              Map.of(
                  "table",
                  done.stream()
                      .filter(key -> key.get("productId").s().startsWith("product-"))
                      .toList()))
          .unprocessedKeys(
              rest.isEmpty()
                  ? Map.of()
                  : Map.of("table", KeysAndAttributes.builder().keys(rest).build()))
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
