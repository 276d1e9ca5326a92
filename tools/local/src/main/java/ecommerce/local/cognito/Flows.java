package ecommerce.local.cognito;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/**
 * The ways in which a client's users may sign in, under their new names ({@code ALLOW_…}) and their
 * old ones.
 */
final class Flows {

  private static final Set<ExplicitAuthFlowsType> OLD =
      EnumSet.of(
          ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH,
          ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY,
          ExplicitAuthFlowsType.USER_PASSWORD_AUTH);

  private Flows() {}

  /** Refuses unknown flows, and old names beside new ones. */
  static void check(List<ExplicitAuthFlowsType> flows) {
    if (flows.contains(ExplicitAuthFlowsType.UNKNOWN_TO_SDK_VERSION)) {
      throw Refusal.invalid(
          "1 validation error detected: Value at 'explicitAuthFlows' failed to satisfy constraint:"
              + " Member must satisfy enum value set");
    }
    if (flows.stream().anyMatch(OLD::contains) && !OLD.containsAll(flows)) {
      throw Refusal.invalid(
          "Invalid ExplicitAuthFlows value: the names ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY and"
              + " USER_PASSWORD_AUTH cannot"
              + " be used beside names that begin with ALLOW_.");
    }
  }

  /**
   * The flows under their new names; the old names leave SRP and refreshing on, none at all means
   * the usual ones.
   */
  static Set<ExplicitAuthFlowsType> allowed(List<ExplicitAuthFlowsType> flows) {
    Set<ExplicitAuthFlowsType> allowed = EnumSet.noneOf(ExplicitAuthFlowsType.class);
    if (flows.isEmpty()) {
      allowed.add(ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH);
    }
    if (flows.isEmpty() || OLD.containsAll(flows)) {
      allowed.add(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
      if (!flows.contains(ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY)) {
        allowed.add(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH);
      }
    }
    for (ExplicitAuthFlowsType flow : flows) {
      allowed.add(
          switch (flow) {
            case ADMIN_NO_SRP_AUTH -> ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH;
            case USER_PASSWORD_AUTH -> ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH;
            case CUSTOM_AUTH_FLOW_ONLY -> ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH;
            default -> flow;
          });
    }
    return allowed;
  }
}
