package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What GraphQL answers: data, errors or both. */
public record GraphQlAnswer(int status, JsonNode body) {

  /** The value of a field of an operation that went well. */
  public JsonNode data(String field) {
    assertThat(errors()).as("errors of %s", body).isEmpty();
    assertThat(body.path("data").has(field)).as("%s in %s", field, body).isTrue();
    return body.path("data").path(field);
  }

  public List<JsonNode> errors() {
    return body.path("errors").valueStream().toList();
  }

  /** The message of the one error of a field that has no value. */
  public String error(String field) {
    assertThat(
            body.path("data").path(field).isNull()
                || body.path("data").isNull()
                || !body.has("data"))
        .as("nothing but an error in %s", body)
        .isTrue();
    assertThat(errors()).as("errors of %s", body).hasSize(1);
    return errors().getFirst().path("message").asText();
  }

  /** Expects that the caller may not use the field. */
  public void isUnauthorized(String field) {
    error(field);
    assertThat(errors().getFirst().path("errorType").asText())
        .as("%s", body)
        .isEqualTo("Unauthorized");
  }

  public boolean saysUnauthorized() {
    return errors().stream()
        .anyMatch(error -> error.path("errorType").asText().equals("Unauthorized"));
  }

  /** Expects a mutation that was done. */
  public void succeeded(String field) {
    assertThat(data(field).path("success").asBoolean()).as("%s", body).isTrue();
  }
}
