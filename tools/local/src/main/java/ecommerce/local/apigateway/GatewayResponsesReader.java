package ecommerce.local.apigateway;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands {@code x-amazon-apigateway-gateway-responses}. */
final class GatewayResponsesReader {

  private static final String HEADER = "gatewayresponse.header.";

  private GatewayResponsesReader() {}

  static GatewayResponses read(Spot responses) {
    Map<ResponseType, GatewayResponses.Custom> customised = new EnumMap<>(ResponseType.class);
    for (String name : responses.names()) {
      customised.put(type(responses.at(name), name), custom(responses.at(name)));
    }
    return new GatewayResponses(customised);
  }

  private static ResponseType type(Spot response, String name) {
    try {
      return ResponseType.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw response.wrong("is no gateway response type");
    }
  }

  private static GatewayResponses.Custom custom(Spot response) {
    response.allow(Set.of("statusCode", "responseParameters", "responseTemplates"));
    Optional<Integer> status =
        response.at("statusCode").exists()
            ? Optional.of(response.at("statusCode").number())
            : Optional.empty();
    Map<String, Mapping> headers = new HashMap<>();
    Spot parameters = response.at("responseParameters");
    for (String name : parameters.names()) {
      if (!name.startsWith(HEADER)) {
        throw parameters.at(name).wrong("must be named " + HEADER + "NAME");
      }
      headers.put(name.substring(HEADER.length()), IntegrationReader.mapping(parameters.at(name)));
    }
    return new GatewayResponses.Custom(
        status, headers, IntegrationReader.templates(response.at("responseTemplates")));
  }
}
