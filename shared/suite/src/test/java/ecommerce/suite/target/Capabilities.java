package ecommerce.suite.target;

import ecommerce.suite.clients.Parameters;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a target can do. It is asked: a service whose parameter Systems Manager does not know is not
 * deployed there; what the target's edition lacks by its own word comes first.
 *
 * @param lacking the reason for each capability that is not there
 */
public record Capabilities(Map<Capability, String> lacking) {

  private static final Map<Capability, String> PROOF =
      new LinkedHashMap<>(
          Map.of(
              Capability.USERS, "users/user-pool/id",
              Capability.GRAPHQL, "frontend-api/api/url",
              Capability.LIVE_UPDATES, "frontend-api/api/realtime-url",
              Capability.LISTENER, "platform/listener-api/url"));

  private static final String BACKEND = "orders/create-order/arn";

  public Capabilities {
    lacking = Map.copyOf(lacking);
  }

  /**
   * @param edition what the target is known to lack, with the reason
   * @throws IllegalStateException where not even the backend is deployed
   */
  public static Capabilities asked(Parameters parameters, Map<Capability, String> edition) {
    if (parameters.find(BACKEND).isEmpty()) {
      throw new IllegalStateException(
          "no environment is deployed there: Systems Manager has no parameter "
              + parameters.name(BACKEND));
    }
    Map<Capability, String> lacking = new EnumMap<>(Capability.class);
    PROOF.forEach(
        (capability, parameter) -> {
          if (parameters.find(parameter).isEmpty()) {
            lacking.put(
                capability, "Systems Manager has no parameter " + parameters.name(parameter));
          }
        });
    lacking.putAll(edition);
    return new Capabilities(lacking);
  }

  public boolean has(Capability capability) {
    return !lacking.containsKey(capability);
  }

  /** Why not all of these are there: {@code GRAPHQL (no AppSync)}; empty where they are. */
  public String whyNot(Collection<Capability> needed) {
    return needed.stream()
        .filter(lacking::containsKey)
        .map(capability -> capability + " (" + lacking.get(capability) + ")")
        .collect(Collectors.joining(", "));
  }
}
