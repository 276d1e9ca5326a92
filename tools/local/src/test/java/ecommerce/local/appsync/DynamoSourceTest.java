package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.store.MvStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoSourceTest {

  @TempDir Path directory;
  private Tables tables;
  private MvStore store;
  private DynamoSource source;

  @BeforeEach
  void open() throws Exception {
    tables = new Tables(new Account("000000000000", "us-east-1"), (caller, permission) -> {});
    Tables.schemas().forEach(tables::create);
    store = new MvStore(directory);
    source = source("api", "products");
  }

  private DynamoSource source(String api, String table) {
    return new DynamoSource(
        tables, () -> new Identity.Anonymous(), api, table, new PageTokens(store));
  }

  @AfterEach
  void close() {
    tables.close();
    store.close();
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

  private static String query(String category, String token) {
    return "{'operation': 'Query', 'index': 'category', 'limit': 1, 'query': {'expression':"
        + " 'category = :c', 'expressionValues': {':c': {'S': '"
        + category
        + "'}}}, 'nextToken': "
        + (token.isEmpty() ? "null" : "'" + token + "'")
        + "}";
  }

  private void put(String id, String category) {
    tables.put("products", "{\"productId\": \"" + id + "\", \"category\": \"" + category + "\"}");
  }

  private static void refused(DataSourceCall.Result result) {
    ResolverError error = result.error().orElseThrow();
    assertThat(error.type()).isEqualTo("DynamoDB:UserIllegalArgumentException");
    assertThat(error.message()).isEqualTo("Invalid pagination token given.");
  }

  @Test
  void aTokenGoesOnWhereItsPageEndedAndOpensNothingElse() {
    put("secret-name", "c");
    put("z", "c");
    put("d1", "d");
    put("d2", "d");
    String token = result(query("c", "")).path("nextToken").asText();
    assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret-name");
    assertThat(result(query("c", token)).at("/items/0/productId").asText()).isEqualTo("z");
    assertThat(
            source("api", "products").call(Json.read(query("c", token).replace('\'', '"'))).error())
        .as("the key is kept")
        .isEmpty();
    refused(call(query("d", token)));
    refused(source("other", "products").call(Json.read(query("c", token).replace('\'', '"'))));
    refused(source("api", "orders").call(Json.read(query("c", token).replace('\'', '"'))));
    refused(call("{'operation': 'Scan', 'limit': 1, 'nextToken': '" + token + "'}"));
    refused(call("{'operation': 'Scan', 'index': 'category', 'nextToken': '" + token + "'}"));
  }

  @Test
  void refusesTokensThatItNeverGave() {
    put("a", "c");
    put("b", "c");
    String token = result(query("c", "")).path("nextToken").asText();
    String forged =
        Base64.getUrlEncoder()
            .encodeToString(
                "{\"productId\":{\"S\":\"a\"},\"category\":{\"S\":\"c\"}}"
                    .getBytes(StandardCharsets.UTF_8));
    for (String bad :
        List.of(
            "x",
            "not base64!",
            "AAAA",
            forged,
            token.substring(0, token.length() - 4),
            token.substring(4),
            token + "AAAA",
            (token.startsWith("A") ? "B" : "A") + token.substring(1))) {
      refused(call(query("c", bad)));
    }
    refused(call("{'operation': 'Scan', 'limit': 1, 'nextToken': ''}"));
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
