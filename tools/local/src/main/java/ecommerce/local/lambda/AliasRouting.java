package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.deploy.Desired;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/** The routing of an alias in a template, which has a list where the operation has a map. */
final class AliasRouting {

  private AliasRouting() {}

  /** Without weights where the template has none. */
  static AliasRoutingConfiguration of(Desired desired) {
    Map<String, Double> weights = new HashMap<>();
    Optional<JsonNode> routing = desired.node("RoutingConfig");
    routing.ifPresent(
        config ->
            config
                .path("AdditionalVersionWeights")
                .forEach(
                    entry ->
                        weights.put(
                            entry.path("FunctionVersion").asText(),
                            entry.path("FunctionWeight").asDouble())));
    return AliasRoutingConfiguration.builder().additionalVersionWeights(weights).build();
  }
}
