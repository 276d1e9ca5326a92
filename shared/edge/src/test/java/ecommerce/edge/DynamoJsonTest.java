package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoJsonTest {

  @Test
  void givesBackWhatWasGiven() {
    JsonNode order =
        Json.parse(
            "{\"orderId\": \"o\", \"total\": 2500, \"rate\": 0.25, \"open\": true, \"address\":"
                + " {\"city\": \"Århus\"}, \"products\": [{\"productId\": \"p\", \"tags\": [\"a\","
                + " \"b\"]}], \"none\": [], \"empty\": {}}");

    assertThat(DynamoJson.fromItem(DynamoJson.toItem(order)).toString())
        .isEqualTo(order.toString());
  }

  @Test
  void leavesOutFieldsThatAreNull() {
    JsonNode order =
        Json.parse(
            "{\"orderId\": \"o\", \"state\": null, \"address\": {\"city\": \"B\", \"state\":"
                + " null}}");

    assertThat(DynamoJson.fromItem(DynamoJson.toItem(order)).toString())
        .isEqualTo("{\"orderId\":\"o\",\"address\":{\"city\":\"B\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.00, 5",
    "1E+2, 100",
    "0.10, 0.1",
    "0, 0",
    "123456789012345678901, 123456789012345678901"
  })
  void readsDecimalsAsClientsWriteThem(String stored, String read) {
    JsonNode image = Json.parse("{\"price\": {\"N\": \"" + stored + "\"}}");

    assertThat(DynamoJson.fromImage(image).path("price").decimalValue()).isEqualByComparingTo(read);
    assertThat(
            DynamoJson.fromItem(Map.of("price", AttributeValue.fromN(stored)))
                .path("price")
                .decimalValue())
        .isEqualByComparingTo(read);
  }

  @Test
  void writesWholeNumbersWithoutAFraction() {
    assertThat(DynamoJson.fromImage(Json.parse("{\"price\": {\"N\": \"5.00\"}}")).toString())
        .isEqualTo("{\"price\":5}");
  }

  @Test
  void readsEveryTypeOfAStreamImageThatATableHas() {
    JsonNode image =
        Json.parse(
            "{\"s\": {\"S\": \"x\"}, \"b\": {\"BOOL\": false}, \"n\": {\"NULL\": true}, \"m\":"
                + " {\"M\": {\"k\": {\"N\": \"1\"}}}, \"l\": {\"L\": [{\"S\": \"y\"}]}, \"ss\":"
                + " {\"SS\": [\"a\"]}, \"ns\": {\"NS\": [\"2\"]}}");

    assertThat(DynamoJson.fromImage(image).toString())
        .isEqualTo(
            "{\"s\":\"x\",\"b\":false,\"n\":null,\"m\":{\"k\":1},\"l\":[\"y\"],\"ss\":[\"a\"],\"ns\":[2]}");
  }

  @Test
  void refusesBinaryValues() {
    Map<String, AttributeValue> item =
        Map.of("picture", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));

    assertThatThrownBy(() -> DynamoJson.fromItem(item))
        .hasMessageContaining("attribute type B is not supported");
    assertThatThrownBy(() -> DynamoJson.fromImage(Json.parse("{\"picture\": {\"B\": \"eA==\"}}")))
        .hasMessageContaining("attribute type B is not supported");
  }
}
