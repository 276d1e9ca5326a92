package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}              | n is missing",
        "{\"n\": null}   | n is missing",
        "{\"n\": \"5\"}  | n is not a number",
        "{\"n\": true}   | n is not a number",
        "{\"n\": 1.5}    | n is not a whole number",
        "{\"n\": 1e-9}   | n is not a whole number",
        "{\"n\": -1}     | n is negative",
        "{\"n\": 1000000000000000} | n is too large",
        "{\"n\": 1e400}  | n is too large",
        "{\"n\": 1e2147483647} | n is too large"
      })
  void saysWhatIsWrongWithAnAmount(String json, String message) {
    assertThatThrownBy(() -> fields(json).amount("n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-0, 0", "999999999999999, 999999999999999", "12.00, 12", "1.2e3, 1200"})
  void readsWholeNumbersHoweverTheyAreWritten(String number, long amount) {
    assertThat(fields("{\"n\": " + number + "}").amount("n")).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}             | t is missing",
        "{\"t\": null}  | t is missing",
        "{\"t\": 5}     | t is not a string",
        "{\"t\": {}}    | t is not a string",
        "{\"t\": \" \"} | t is empty"
      })
  void saysWhatIsWrongWithAText(String json, String message) {
    assertThatThrownBy(() -> fields(json).text("t"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  @Test
  void namesAFieldByItsWholePath() {
    Fields body = fields("{\"products\": [{\"package\": {}}, {\"package\": {\"width\": -1}}, 3]}");

    assertThatThrownBy(() -> body.list("products")).hasMessage("products[2] is not an object");
    Fields second =
        fields("{\"products\": [{}, {\"package\": {\"width\": -1}}]}").list("products").get(1);
    assertThatThrownBy(() -> second.object("package").amount("width"))
        .hasMessage("products[1].package.width is negative");
    assertThatThrownBy(() -> second.object("size")).hasMessage("products[1].size is missing");
  }

  @Test
  void takesNullForAbsentWhereAFieldIsOptional() {
    Fields body = fields("{\"t\": null, \"n\": null}");

    assertThat(body.optionalText("t")).isEmpty();
    assertThat(body.optionalAmount("n")).isEmpty();
  }

  @Test
  void saysThatAListOrAnObjectIsNone() {
    Fields body = fields("{\"products\": {}, \"address\": []}");

    assertThatThrownBy(() -> body.list("products")).hasMessage("products is not a list");
    assertThatThrownBy(() -> body.object("address")).hasMessage("address is not an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "3", "\"text\"", "null"})
  void refusesWhatIsNoObject(String json) {
    assertThatThrownBy(() -> fields(json))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the body is not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{} {}", "{'a': 1}", "{\"a\": 1, \"a\": 2}", "{\"a\": 1e99999999999}"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the body is not JSON");
  }

  private static Fields fields(String json) {
    return Fields.of(Json.parse(json));
  }
}
