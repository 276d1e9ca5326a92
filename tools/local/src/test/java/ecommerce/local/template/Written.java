package ecommerce.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A template written for a test, and what it resolves to with made-up resources. */
final class Written {

  static final Pseudo PSEUDO =
      Pseudo.of(
          "123456789012",
          "eu-west-1",
          "shop",
          "arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/1");

  /** Answers {@code ref-ID} and {@code att-ID-Name}. */
  static final References REFERENCES =
      new References() {
        @Override
        public String ref(String logicalId) {
          return "ref-" + logicalId;
        }

        @Override
        public JsonNode attribute(String logicalId, String name) {
          if (name.equals("Unknown")) {
            throw new IllegalArgumentException(logicalId + " has no attribute " + name);
          }
          return JsonNodeFactory.instance.textNode("att-" + logicalId + "-" + name);
        }

        @Override
        public Optional<String> exported(String name) {
          return name.equals("there") ? Optional.of("imported") : Optional.empty();
        }
      };

  private final Path file;
  private final Map<String, String> parameters;

  private Written(Path file, Map<String, String> parameters) {
    this.file = file;
    this.parameters = parameters;
  }

  static Written in(Path directory, String text) {
    return in(directory, "template.yaml", text);
  }

  static Written in(Path directory, String name, String text) {
    try {
      return new Written(Files.writeString(directory.resolve(name), text), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A template with the one resource {@code It}, whose property {@code P} is as given; it begins in
   * line 100.
   */
  static Written property(Path directory, String rest, String value) {
    String head = rest + "\nResources:\n  Other: {Type: A::B::C}\n";
    return in(
        directory,
        head
            + "\n".repeat(98 - (int) head.lines().count())
            + "  It:\n    {Type: A::B::C, Properties: {P: "
            + value
            + "}}\n");
  }

  Written with(Map<String, String> given) {
    return new Written(file, given);
  }

  Template load() {
    return Template.load(
        file, parameters, PSEUDO, name -> name.equals("/known") ? "from-ssm" : null);
  }

  /** What the property {@code P} of {@code It} becomes. */
  JsonNode value() {
    return load().properties("It", REFERENCES).path("P");
  }

  /** Asserts that the template is refused, at this line, with this reason. */
  void refused(int line, String reason) {
    refused(file, line, reason);
  }

  void refused(Path where, int line, String reason) {
    TemplateException refused =
        catchThrowableOfType(
            TemplateException.class,
            () -> {
              Template template = load();
              template.resources().keySet().forEach(id -> template.properties(id, REFERENCES));
              template.outputs(REFERENCES);
            });
    assertThat(refused).as("the template should be refused").isNotNull();
    assertThat(refused.getMessage()).isEqualTo(where + ":" + line + ": " + reason);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
