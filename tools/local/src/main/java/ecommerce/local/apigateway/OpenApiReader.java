package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Understands an OpenAPI 3.0 or Swagger 2.0 document with API Gateway's extensions. What API
 * Gateway would refuse, and what is not offered here, is refused with its place in the document.
 */
final class OpenApiReader {

  static final String PREFIX = "x-amazon-apigateway-";

  private static final Set<String> DOCUMENT =
      Set.of(
          "openapi",
          "swagger",
          "info",
          "servers",
          "paths",
          "components",
          "security",
          "tags",
          "externalDocs",
          "definitions",
          "securityDefinitions",
          "parameters",
          "responses",
          "host",
          "basePath",
          "schemes",
          "consumes",
          "produces",
          PREFIX + "request-validators",
          PREFIX + "request-validator",
          PREFIX + "gateway-responses",
          PREFIX + "binary-media-types",
          PREFIX + "documentation",
          PREFIX + "importexport-version");
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");
  private static final String ANY_METHOD = PREFIX + "any-method";
  private static final Set<String> BESIDE_METHODS =
      Set.of("parameters", "summary", "description", "servers");

  private OpenApiReader() {}

  /**
   * @throws software.amazon.awssdk.services.apigateway.model.BadRequestException naming what is
   *     wrong, and where
   */
  static RestDefinition read(JsonNode document) {
    Spot root = Spot.root(document);
    root.allow(DOCUMENT);
    checkVersion(root);
    MethodReader methods = new MethodReader(root);
    List<RestDefinition.Resource> resources = new ArrayList<>();
    Spot paths = root.at("paths");
    for (String template : paths.names()) {
      resources.add(resource(methods, paths.at(template), template));
    }
    checkSiblings(paths, resources);
    return new RestDefinition(
        root.at("info").at("title").text().orElse(""),
        root.at("info").at("version").text().orElse(""),
        root.at("info").at("description").text().orElse(""),
        resources,
        GatewayResponsesReader.read(root.at(PREFIX + "gateway-responses")),
        root.at(PREFIX + "binary-media-types").elements().stream()
            .map(Spot::requiredText)
            .toList());
  }

  private static void checkVersion(Spot root) {
    boolean openApi =
        root.at("openapi").text().filter(version -> version.startsWith("3.0")).isPresent();
    boolean swagger = root.at("swagger").text().filter("2.0"::equals).isPresent();
    if (!openApi && !swagger) {
      throw root.wrong("must be of openapi 3.0.x or swagger 2.0, as API Gateway's import");
    }
  }

  private static RestDefinition.Resource resource(
      MethodReader methods, Spot item, String template) {
    Map<String, RestDefinition.Method> found = new HashMap<>();
    for (String name : item.names()) {
      if (METHODS.contains(name)) {
        found.put(name.toUpperCase(Locale.ROOT), methods.read(item, item.at(name)));
      } else if (name.equals(ANY_METHOD)) {
        found.put(RestDefinition.ANY, methods.read(item, item.at(name)));
      } else if (!BESIDE_METHODS.contains(name)) {
        throw item.at(name).wrong("is not supported");
      }
    }
    try {
      return new RestDefinition.Resource(ResourcePath.parse(template), Map.copyOf(found));
    } catch (IllegalArgumentException e) {
      throw item.wrong(e.getMessage());
    }
  }

  private static void checkSiblings(Spot paths, List<RestDefinition.Resource> resources) {
    for (RestDefinition.Resource one : resources) {
      for (RestDefinition.Resource other : resources) {
        if (one.path().conflictsWith(other.path())) {
          throw paths
              .at(one.path().template())
              .wrong(
                  "has a variable where "
                      + other.path().template()
                      + " has another: only one is allowed");
        }
      }
    }
  }
}
