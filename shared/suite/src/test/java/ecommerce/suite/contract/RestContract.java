package ecommerce.suite.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.clients.Answer;
import java.util.Locale;

/** A service's {@code openapi.yaml}: which answers it may give. */
public final class RestContract {

  private final String service;
  private final Contracts contracts;

  private RestContract(String service, Contracts contracts) {
    this.service = service;
    this.contracts = contracts;
  }

  public static RestContract of(String service) {
    return new RestContract(
        service,
        Contracts.read(service, "openapi.yaml")
            .orElseThrow(
                () -> new IllegalStateException(service + " has no resources/openapi.yaml")));
  }

  /**
   * Checks an answer; one to a path or method that is not in the document must be a refusal with a
   * message.
   */
  public void check(String method, String path, Answer answer) {
    String pointer = "/paths/" + escaped(template(path)) + "/" + method.toLowerCase(Locale.ROOT);
    if (contracts.at(pointer).isMissingNode()) {
      assertThat(answer.status())
          .as("%s %s of %s: %s", method, path, service, answer)
          .isBetween(400, 499);
      return;
    }
    JsonNode promised = contracts.at(pointer + "/responses/" + answer.status());
    assertThat(promised.isMissingNode())
        .as(
            "%s %s of %s answers %s, which its openapi.yaml does not know",
            method, path, service, answer)
        .isFalse();
    JsonNode schema = promised.at("/content/application~1json/schema");
    if (!schema.isMissingNode()) {
      assertThat(contracts.problems(schema, answer.json()))
          .as("%s %s of %s answers %s", method, path, service, answer)
          .isEmpty();
    }
  }

  private String template(String path) {
    String plain = path.replaceFirst("\\?.*", "");
    for (String template : (Iterable<String>) () -> contracts.at("/paths").fieldNames()) {
      if (plain.matches(template.replaceAll("\\{[^/]+}", "[^/]+"))) {
        return template;
      }
    }
    return plain;
  }

  private static String escaped(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }
}
