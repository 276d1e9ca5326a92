package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the contract asks of every REST API. */
final class OpenApiDocument implements Check {

  private static final List<String> CORS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Methods");

  @Override
  public String name() {
    return "openapi";
  }

  @Override
  public String explanation() {
    return "Under /backend every method but OPTIONS is signed (AWS_IAM), every path answers OPTIONS"
        + " from a mock, CORS headers are on every answer (also on gateway responses), and"
        + " every answer with a body has a schema that exists: tests validate what the API"
        + " says against it.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource api : service.stack().resources("AWS::ApiGateway::RestApi")) {
      List<OpenApiMethod> methods = OpenApiMethod.of(api);
      methods.forEach(method -> method(api, method, findings));
      Set<String> backend =
          methods.stream()
              .map(OpenApiMethod::path)
              .filter(path -> path.startsWith("/backend"))
              .collect(Collectors.toSet());
      for (String path : backend) {
        if (methods.stream()
            .noneMatch(one -> one.path().equals(path) && one.verb().equals("options"))) {
          findings.add(
              api.position("Body.paths." + path),
              path + " does not answer OPTIONS: a browser asks before it calls; add a mock method");
        }
      }
      if (!backend.isEmpty()) {
        for (String kind : new String[] {"DEFAULT_4XX", "DEFAULT_5XX"}) {
          gatewayResponse(api, kind, findings);
        }
      }
    }
  }

  private static void method(StackResource api, OpenApiMethod method, Findings findings) {
    boolean backend = method.path().startsWith("/backend");
    boolean options = method.verb().equals("options");
    if (backend && !options && !method.signed()) {
      findings.add(
          method.place(""),
          method
              + " is open to everyone: security: [{AWS_IAM: []}], with a scheme AWS_IAM of"
              + " x-amazon-apigateway-authtype awsSigv4");
    }
    if (backend && options && !method.schemes().isEmpty()) {
      findings.add(
          method.place(""), method + " is signed, but browsers do not sign what they ask before");
    }
    if (backend && options) {
      CORS.stream()
          .filter(header -> !method.operation().toString().contains("response.header." + header))
          .forEach(
              header -> findings.add(method.place(""), method + " does not answer with " + header));
    }
    method
        .operation()
        .path("responses")
        .properties()
        .forEach(
            answer -> answer(api, method, answer.getKey(), answer.getValue(), options, findings));
    if (method.operation().path("responses").isEmpty()) {
      findings.add(method.place(""), method + " has no responses: nobody knows what it answers");
    }
  }

  private static void answer(
      StackResource api,
      OpenApiMethod method,
      String status,
      JsonNode given,
      boolean options,
      Findings findings) {
    var place = method.place("responses." + status);
    JsonNode answer = followed(api, given);
    if (answer.isMissingNode()) {
      findings.add(
          place,
          "%s answers %s with %s, which is not in the file"
              .formatted(method, status, given.path("$ref").asText()));
      return;
    }
    JsonNode schema = answer.at("/content/application~1json/schema");
    if (!options && schema.isMissingNode()) {
      findings.add(place, "%s answers %s without a schema for its JSON".formatted(method, status));
    } else if (followed(api, schema).isMissingNode() && !options) {
      findings.add(
          place,
          "%s answers %s by the schema %s, which is not in the file"
              .formatted(method, status, schema.path("$ref").asText()));
    }
  }

  private static JsonNode followed(StackResource api, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? api.at("Body").at(reference.substring(1)) : node;
  }

  private static void gatewayResponse(StackResource api, String kind, Findings findings) {
    JsonNode headers =
        api.at("Body", "x-amazon-apigateway-gateway-responses", kind, "responseParameters");
    for (String header : CORS) {
      if (!headers.has("gatewayresponse.header." + header)) {
        findings.add(
            api.position("Body.x-amazon-apigateway-gateway-responses." + kind),
            "the gateway's own answers (%s) do not have %s: a browser would hide the refusal from its page"
                .formatted(kind, header));
      }
    }
  }
}
