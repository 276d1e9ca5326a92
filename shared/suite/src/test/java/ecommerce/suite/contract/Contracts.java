package ecommerce.suite.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import ecommerce.suite.target.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An OpenAPI document of a service, whose schemas can be held against values. */
final class Contracts {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig strict =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final ObjectNode document;

  private Contracts(ObjectNode document) {
    this.document = document;
  }

  /** {@code {service}/resources/{file}}, empty where the service has none. */
  static Optional<Contracts> read(String service, String file) {
    Path path = Checkout.root().resolve(service).resolve("resources").resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Contracts((ObjectNode) YAML.readTree(path.toFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  JsonNode at(String pointer) {
    JsonNode found = document.at(pointer);
    return found.path("$ref").isTextual()
        ? document.at(found.path("$ref").textValue().substring(1))
        : found;
  }

  /** What is wrong with a value by a schema of this document; empty where nothing is. */
  String problems(JsonNode schema, JsonNode value) {
    return schemas
        .computeIfAbsent(schema.toString(), any -> compiled(schema))
        .validate(value)
        .stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /**
   * Only the components go along: what else is in the document is not for a validator of schemas.
   */
  private JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = YAML.createObjectNode();
    whole.set("components", document.path("components"));
    whole.set("allOf", YAML.createArrayNode().add(schema));
    return factory.getSchema(whole, strict);
  }
}
