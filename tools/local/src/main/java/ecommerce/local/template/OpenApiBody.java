package ecommerce.local.template;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What SAM changes in a definition that stands in the template itself and is OpenAPI 3: definitions
 * of Swagger 2 go where OpenAPI 3 has them, and the headers of an {@code options} method's answer
 * 200 become schemas.
 */
final class OpenApiBody {

  private final Python27 python;

  OpenApiBody(Python27 python) {
    this.python = python;
  }

  Node.Mapping processed(Node.Mapping body, Optional<Node> version) {
    boolean three =
        body.get("swagger").isEmpty()
            && version
                .or(() -> body.get("openapi"))
                .filter(given -> given.json().asText().matches("3(\\.\\d)(\\.\\d)?"))
                .isPresent();
    if (!three) {
      return body;
    }
    for (String name : new String[] {"securityDefinitions", "definitions"}) {
      if (body.get(name).isPresent()) {
        throw new TemplateException(
            body.positionOf(name),
            name + " of Swagger 2 in an OpenAPI 3 definition is not supported");
      }
    }
    return change(
        body, "paths", paths -> each(paths, item -> change(item, "options", this::options)));
  }

  private Node.Mapping options(Node.Mapping options) {
    return change(
        options.without("produces").without("consumes"),
        "responses",
        responses ->
            change(
                responses,
                "200",
                ok -> change(ok, "headers", headers -> each(headers, this::schema))));
  }

  private Node.Mapping schema(Node header) {
    return python.generated(Nodes.at(header.position()).map("schema", header));
  }

  private interface Change<N extends Node> {
    Node.Mapping of(N node);
  }

  private static Node.Mapping change(Node node, String name, Change<Node.Mapping> change) {
    if (!(node instanceof Node.Mapping map)) {
      throw new TemplateException(node.position(), "is not a mapping");
    }
    return map.get(name).orElse(null) instanceof Node.Mapping inner
        ? map.with(name, change.of(inner))
        : map;
  }

  private static Node.Mapping each(Node.Mapping map, Change<Node> change) {
    SequencedMap<String, Node> changed = new LinkedHashMap<>();
    map.entries().forEach((name, value) -> changed.put(name, change.of(value)));
    return new Node.Mapping(map.position(), changed);
  }
}
