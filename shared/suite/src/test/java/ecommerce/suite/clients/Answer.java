package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer over HTTP. */
public record Answer(int status, HttpHeaders headers, String body) {

  public JsonNode json() {
    return Json.parse(body);
  }

  /** The body of a 200; anything else fails the test and shows the answer. */
  public JsonNode ok() {
    assertThat(status).as("status of %s", body).isEqualTo(200);
    return json();
  }

  /** Expects {@code {"message": …}} with the status. */
  public String message(int expectedStatus) {
    assertThat(status).as("status of %s", body).isEqualTo(expectedStatus);
    assertThat(json().path("message").isTextual()).as("message in %s", body).isTrue();
    return json().path("message").textValue();
  }
}
