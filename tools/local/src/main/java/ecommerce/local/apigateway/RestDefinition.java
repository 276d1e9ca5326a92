package ecommerce.local.apigateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A REST API as it can be served: what its OpenAPI document says, understood and checked. */
record RestDefinition(
    String title,
    String version,
    String description,
    List<Resource> resources,
    GatewayResponses gatewayResponses,
    List<String> binaryMediaTypes) {

  static final String ANY = "ANY";

  /**
   * @param methods by HTTP method, or {@link #ANY}
   */
  record Resource(ResourcePath path, Map<String, Method> methods) {}

  /**
   * @param iam only for callers with a signature and a permission
   * @param required request parameters that are checked, e.g. {@code
   *     method.request.querystring.page}
   */
  record Method(boolean iam, List<RequiredParameter> required, Integration integration) {}

  /**
   * @param location {@code querystring}, {@code header} or {@code path}
   */
  record RequiredParameter(String location, String name) {}

  record Match(Resource resource, Method method, Map<String, String> pathParameters) {}

  RestDefinition {
    resources = resources.stream().sorted(Comparator.comparing(Resource::path)).toList();
  }

  /** The method of the most specific resource that a raw path is of. */
  Optional<Match> find(String httpMethod, String rawPath) {
    for (Resource resource : resources) {
      Optional<Map<String, String>> parameters = resource.path().match(rawPath);
      if (parameters.isPresent() && !resource.methods().isEmpty()) {
        Method method = resource.methods().getOrDefault(httpMethod, resource.methods().get(ANY));
        return Optional.ofNullable(method)
            .map(found -> new Match(resource, found, parameters.get()));
      }
    }
    return Optional.empty();
  }

  boolean hasMethods() {
    return methods().findAny().isPresent();
  }

  boolean lacksIntegration() {
    return methods().anyMatch(method -> method.integration() instanceof Integration.Missing);
  }

  private java.util.stream.Stream<Method> methods() {
    return resources.stream().map(Resource::methods).map(Map::values).flatMap(Collection::stream);
  }
}
