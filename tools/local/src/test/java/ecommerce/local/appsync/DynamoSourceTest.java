package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoSourceTest {

  private Tables tables;
  private DynamoSource source;

  @BeforeEach
  void open() throws Exception {
    tables = new Tables(new Account("000000000000", "us-east-1"), (caller, permission) -> {});
    Tables.schemas().forEach(tables::create);
    source = new DynamoSource(tables, () -> new Identity.Anonymous(), "products");
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private DataSourceCall.Result call(String request) {
    return source.call(Json.read(request.replace('\'', '"')));
  }

  private JsonNode result(String request) {
    DataSourceCall.Result result = call(request);
    assertThat(result.error()).isEmpty();
    return result.result();
  }

  private static final String PUT =
      "{'operation': 'PutItem', 'key': {'productId': {'S': 'a'}}, 'attributeValues': {'n': {'N':"
          + " 1}, 'none': {'NULL': null}}, 'condition': {'expression':"
          + " 'attribute_not_exists(productId)'}}";

  @Test
  void putsChangesAndDeletesItems() {
    assertThat(result(PUT).toString()).isEqualTo("{\"n\":1,\"none\":null,\"productId\":\"a\"}");
    assertThat(result(PUT).path("n").asInt()).as("the same item again is as wished").isEqualTo(1);
    DataSourceCall.Result other = call(PUT.replace("'N': 1", "'N': 2"));
    assertThat(other.error().orElseThrow().type())
        .isEqualTo("DynamoDB:ConditionalCheckFailedException");
    assertThat(other.result().path("n").asInt()).isEqualTo(1);
    String update =
        "{'operation': 'UpdateItem', 'key': {'productId': {'S': 'a'}}, 'update': {'expression':"
            + " 'ADD n :n', 'expressionValues': {':n': {'N': 2.5}}}}";
    assertThat(result(update).path("n").asDouble()).isEqualTo(3.5);
    String delete =
        "{'operation': 'DeleteItem', 'key': {'productId': {'S': 'a'}}, 'condition': {'expression':"
            + " 'attribute_exists(productId)'}}";
    assertThat(result(delete).path("productId").asText()).isEqualTo("a");
    assertThat(result(delete).isNull()).as("gone already is as wished").isTrue();
  }

  @Test
  void worksOnManyItemsAtOnce() {
    String put =
        "{'operation': 'BatchPutItem', 'tables': {'products': [{'productId': {'S': 'a'}, 'n': {'N':"
            + " 1}}, {'productId': {'S': 'b'}, 'n': {'N': 2}}]}}";
    assertThat(result(put).toString())
        .isEqualTo(
            "{\"data\":{\"products\":[{\"productId\":\"a\",\"n\":1},{\"productId\":\"b\",\"n\":2}]},\"unprocessedItems\":{\"products\":[]}}");
    String get =
        "{'operation': 'BatchGetItem', 'tables': {'products': {'keys': [{'productId': {'S': 'b'}},"
            + " {'productId': {'S': 'x'}}, {'productId': {'S': 'a'}}]}}}";
    assertThat(result(get).path("data").path("products").toString())
        .isEqualTo(
            "[{\"productId\":\"b\",\"n\":2},null,{\"productId\":\"a\",\"n\":1}]"
                .replace(
                    "{\"productId\":\"b\",\"n\":2}",
                    result(get).path("data").path("products").get(0).toString())
                .replace(
                    "{\"productId\":\"a\",\"n\":1}",
                    result(get).path("data").path("products").get(2).toString()));
    assertThat(result(get).path("data").path("products").get(0).path("n").asInt()).isEqualTo(2);
    String transact =
        "{'operation': 'TransactGetItems', 'transactItems': [{'table': 'products', 'key':"
            + " {'productId': {'S': 'a'}}}, {'table': 'products', 'key': {'productId': {'S':"
            + " 'x'}}}]}";
    assertThat(result(transact).path("items").get(0).path("n").asInt()).isEqualTo(1);
    assertThat(result(transact).path("items").get(1).isNull()).isTrue();
    String delete =
        "{'operation': 'BatchDeleteItem', 'tables': {'products': [{'productId': {'S': 'a'}}]}}";
    assertThat(result(delete).path("unprocessedKeys").path("products")).isEmpty();
    assertThat(tables.item("products", "productId", "a").isNull()).isTrue();
  }

  @Test
  void refusesRequestsThatAreNone() {
    assertThatThrownBy(() -> call("{'operation': 'Sync'}"))
        .hasMessageContaining("Unsupported operation 'Sync'");
    assertThatThrownBy(() -> call("{'operation': 'GetItem'}")).hasMessageContaining("has no key");
    assertThatThrownBy(() -> call("{'operation': 'GetItem', 'key': {'productId': 'a'}}"))
        .hasMessageContaining("key.productId");
    assertThat(
            call("{'operation': 'GetItem', 'key': {'wrong': {'S': 'a'}}}")
                .error()
                .orElseThrow()
                .type())
        .isEqualTo("DynamoDB:ValidationException");
  }
}
