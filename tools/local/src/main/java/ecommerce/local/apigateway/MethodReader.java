package ecommerce.local.apigateway;

import ecommerce.local.apigateway.RestDefinition.RequiredParameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands the operations of an OpenAPI document. */
final class MethodReader {

  private static final Map<String, String> LOCATIONS =
      Map.of("query", "querystring", "header", "header", "path", "path");
  private static final String VALIDATOR = OpenApiReader.PREFIX + "request-validator";
  private static final Set<String> OPERATION =
      Set.of(
          "tags",
          "summary",
          "description",
          "externalDocs",
          "operationId",
          "parameters",
          "requestBody",
          "responses",
          "callbacks",
          "deprecated",
          "security",
          "servers",
          "consumes",
          "produces",
          "schemes",
          OpenApiReader.PREFIX + "integration",
          OpenApiReader.PREFIX + "auth",
          VALIDATOR);

  private final Spot root;
  private final SecurityReader security;

  MethodReader(Spot root) {
    this.root = root;
    this.security = new SecurityReader(root);
  }

  /**
   * @param item the path that it is of
   */
  RestDefinition.Method read(Spot item, Spot operation) {
    operation.allow(OPERATION);
    return new RestDefinition.Method(
        security.isIam(operation),
        validatesParameters(operation) ? required(item, operation) : List.of(),
        IntegrationReader.read(operation.at(OpenApiReader.PREFIX + "integration"), operation));
  }

  private boolean validatesParameters(Spot operation) {
    Spot own = operation.at(VALIDATOR);
    Spot used = own.exists() ? own : root.at(VALIDATOR);
    Optional<String> name = used.text();
    if (name.isEmpty()) {
      return false;
    }
    Spot validator = root.at(OpenApiReader.PREFIX + "request-validators").at(name.get());
    if (!validator.exists()) {
      throw used.wrong("names the validator '" + name.get() + "', which is not defined");
    }
    if (validator.at("validateRequestBody").flag()) {
      throw used.wrong("validates bodies by their schema, which is not supported");
    }
    return validator.at("validateRequestParameters").flag();
  }

  private static List<RequiredParameter> required(Spot item, Spot operation) {
    Set<RequiredParameter> required = new LinkedHashSet<>();
    for (Spot parameters : List.of(item.at("parameters"), operation.at("parameters"))) {
      for (Spot parameter : parameters.elements()) {
        String location = LOCATIONS.get(parameter.at("in").requiredText());
        if (location != null && parameter.at("required").flag()) {
          required.add(new RequiredParameter(location, parameter.at("name").requiredText()));
        }
      }
    }
    return List.copyOf(required);
  }
}
