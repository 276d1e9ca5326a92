package ecommerce.suite.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The AWS services that a template cannot do without, by the names that LocalStack gives them:
 * those of all resources that are not under a condition.
 */
final class AwsServicesOf {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<String, Set<String>> BY_NAMESPACE =
      Map.ofEntries(
          Map.entry("Serverless", Set.of("lambda", "iam")),
          Map.entry("Cognito", Set.of("cognito-idp")),
          Map.entry("WAFv2", Set.of("wafv2")),
          Map.entry("ApiGatewayV2", Set.of("apigatewayv2")));

  private AwsServicesOf() {}

  static Set<String> template(Path template) {
    JsonNode resources = read(template).path("Resources");
    Set<String> services = new TreeSet<>();
    resources.forEach(
        resource -> {
          if (!resource.has("Condition")) {
            services.addAll(of(resource.path("Type").asText()));
          }
        });
    return services;
  }

  private static Set<String> of(String type) {
    if (type.equals("AWS::Serverless::Api")) {
      return Set.of("apigateway");
    }
    String[] parts = type.split("::");
    return parts.length < 3
        ? Set.of()
        : BY_NAMESPACE.getOrDefault(parts[1], Set.of(parts[1].toLowerCase(java.util.Locale.ROOT)));
  }

  private static JsonNode read(Path template) {
    try {
      return YAML.readTree(template.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(template + " cannot be read", e);
    }
  }
}
