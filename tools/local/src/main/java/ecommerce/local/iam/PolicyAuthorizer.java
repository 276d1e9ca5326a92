package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Denial;
import ecommerce.local.Denials;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by identity and resource policies, as IAM does within one account: an explicit denial of
 * either wins, else an allowance of either is enough. A role's trust policy is stricter: it must
 * allow, by itself or by leaving it to the account.
 */
final class PolicyAuthorizer implements Authorizer {

  private static final Logger LOG = LoggerFactory.getLogger("aws.iam");

  private final IdentityPolicies identities;
  private final PolicyDocuments documents;
  private final Contexts contexts;
  private final Denials denials;

  PolicyAuthorizer(
      IdentityPolicies identities, PolicyDocuments documents, Contexts contexts, Denials denials) {
    this.denials = denials;
    this.identities = identities;
    this.documents = documents;
    this.contexts = contexts;
  }

  @Override
  public void require(Identity caller, Permission permission) {
    if (caller instanceof Identity.Administrator && permission.resourcePolicy().isEmpty()) {
      return;
    }
    PolicyRequest request = request(caller, permission);
    Verdict resource =
        permission
            .resourcePolicy()
            .map(policy -> onResource(policy, request))
            .orElse(new Verdict.Silent());
    Verdict identity = ofIdentity(request);
    refuseDenied(request, identity, "identity");
    refuseDenied(request, resource, "resource");
    if (!(identity instanceof Verdict.Allowed) && !(resource instanceof Verdict.Allowed)) {
      String kind = caller instanceof Identity.RoleSession ? "identity" : "resource";
      throw denied(
          request,
          " because no " + kind + "-based policy allows the " + permission.action() + " action",
          "no statement allows it");
    }
  }

  /**
   * @throws AccessDenied where the role's trust policy, or the caller's own policies where those
   *     decide, do not allow it
   */
  void requireTrust(Identity caller, Role role, Permission permission) {
    PolicyRequest request = request(caller, permission);
    Policy trust = documents.of(PolicyKind.TRUST, role.trust());
    Verdict trusted = Policy.evaluate(List.of(new Policy.Named("trust policy", trust)), request);
    Verdict identity = ofIdentity(request);
    refuseDenied(request, identity, "identity");
    refuseDenied(request, trusted, "resource");
    boolean allowed =
        trusted instanceof Verdict.Allowed
            || trusted instanceof Verdict.Delegated && identity instanceof Verdict.Allowed;
    if (!allowed) {
      throw denied(request, "", "the trust policy of " + role.name() + " does not allow it");
    }
  }

  private PolicyRequest request(Identity caller, Permission permission) {
    return new PolicyRequest(
        caller, permission.action(), permission.resource(), contexts.of(caller, permission));
  }

  private Verdict ofIdentity(PolicyRequest request) {
    return switch (request.caller()) {
      case Identity.Administrator user -> new Verdict.Allowed("administrator");
      case Identity.RoleSession session ->
          Policy.evaluate(identities.of(session.roleArn()), request);
      case Identity.Service service -> new Verdict.Silent();
      case Identity.Anonymous anonymous -> new Verdict.Silent();
    };
  }

  /** A resource policy that cannot be read allows nothing: its service should have refused it. */
  private Verdict onResource(JsonNode document, PolicyRequest request) {
    try {
      Policy policy = documents.of(PolicyKind.RESOURCE, document);
      return Policy.evaluate(List.of(new Policy.Named("resource policy", policy)), request);
    } catch (MalformedPolicy e) {
      LOG.warn("the policy of {} is malformed: {}", request.resource(), e.getMessage());
      return new Verdict.Denied("malformed");
    }
  }

  private void refuseDenied(PolicyRequest request, Verdict verdict, String kind) {
    if (verdict instanceof Verdict.Denied by) {
      String article = kind.equals("identity") ? "an " : "a ";
      throw denied(
          request,
          " with an explicit deny in " + article + kind + "-based policy",
          "denied by " + by.statement());
    }
  }

  private AccessDenied denied(PolicyRequest request, String because, String reason) {
    String what = request.action() + " on resource: " + request.resource();
    LOG.info("{} may not {}: {}", request.caller().arn(), what, reason);
    String message =
        "User: " + request.caller().arn() + " is not authorized to perform: " + what + because;
    denials.denied(
        new Denial(request.caller(), request.action(), request.resource(), message, reason));
    return new AccessDenied(message);
  }
}
