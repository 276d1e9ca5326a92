package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A method of a path of a REST API, as its OpenAPI document has it. */
record OpenApiMethod(StackResource api, String path, String verb, JsonNode operation) {

  private static final Set<String> VERBS =
      Set.of(
          "get",
          "put",
          "post",
          "delete",
          "patch",
          "head",
          "options",
          "x-amazon-apigateway-any-method");

  static List<OpenApiMethod> of(StackResource api) {
    List<OpenApiMethod> methods = new ArrayList<>();
    api.at("Body", "paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> VERBS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            methods.add(
                                new OpenApiMethod(
                                    api, path.getKey(), entry.getKey(), entry.getValue()))));
    return methods;
  }

  String integrationUri() {
    return operation.path("x-amazon-apigateway-integration").path("uri").asText();
  }

  /** The name of each scheme that the method asks for; empty where anyone may call it. */
  List<String> schemes() {
    JsonNode security =
        operation.has("security") ? operation.get("security") : api.at("Body", "security");
    List<String> schemes = new ArrayList<>();
    security.forEach(one -> one.properties().forEach(scheme -> schemes.add(scheme.getKey())));
    return schemes;
  }

  boolean signed() {
    return schemes().stream()
        .anyMatch(
            scheme ->
                api.at(
                        "Body",
                        "components",
                        "securitySchemes",
                        scheme,
                        "x-amazon-apigateway-authtype")
                    .asText()
                    .equals("awsSigv4"));
  }

  Position place(String inside) {
    String at = "Body.paths." + path + "." + verb;
    return api.position(inside.isEmpty() ? at : at + "." + inside);
  }

  @Override
  public String toString() {
    return verb.toUpperCase(java.util.Locale.ROOT) + " " + path;
  }
}
