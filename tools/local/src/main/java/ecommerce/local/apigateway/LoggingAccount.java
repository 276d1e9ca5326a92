package ecommerce.local.apigateway;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountResponse;

/**
 * The settings of the account for API Gateway: the role with which it writes logs. Without it no
 * stage may have any.
 */
final class LoggingAccount {

  private static final String KEY = "account";
  private static final String PATH = "/cloudwatchRoleArn";

  record Settings(String roleArn) {}

  private final Account account;
  private final Roles roles;
  private final ExecuteApi arns;
  private final Collection<Settings> settings;

  LoggingAccount(Account account, Roles roles, ExecuteApi arns, Store store) {
    this.account = account;
    this.roles = roles;
    this.arns = arns;
    this.settings = store.collection("apigateway.account", Settings.class);
  }

  void declare(Operations on) {
    on.on(
        GetAccountRequest::builder,
        Access.to("apigateway:GET", q -> arns.control("/account")),
        (call, q) ->
            GetAccountResponse.builder()
                .cloudwatchRoleArn(role().orElse(null))
                .throttleSettings(limits())
                .build());
    on.on(
        UpdateAccountRequest::builder,
        Access.to("apigateway:PATCH", q -> arns.control("/account")),
        (call, q) -> update(q));
  }

  private static ThrottleSettings limits() {
    return ThrottleSettings.builder().rateLimit(10_000.0).burstLimit(5_000).build();
  }

  private Optional<String> role() {
    return settings.get(KEY).map(Settings::roleArn).filter(arn -> !arn.isEmpty());
  }

  UpdateAccountResponse update(UpdateAccountRequest request) {
    for (PatchOperation patch : request.patchOperations()) {
      if (!PATH.equals(patch.path()) || !patch.opAsString().matches("replace|remove")) {
        throw Patches.refused(patch);
      }
      set(patch.opAsString().equals("remove") || patch.value() == null ? "" : patch.value());
    }
    return UpdateAccountResponse.builder()
        .cloudwatchRoleArn(role().orElse(null))
        .throttleSettings(limits())
        .build();
  }

  /**
   * @param roleArn a role that trusts API Gateway; empty for none
   */
  void set(String roleArn) {
    if (!roleArn.isEmpty()) {
      try {
        Identity.Service gateway =
            new Identity.Service(
                "apigateway.amazonaws.com", account.arn("apigateway", "/account"), account.id());
        roles.assume(roleArn, "apigateway", gateway, Duration.ofMinutes(15));
      } catch (AccessDenied e) {
        throw Patches.badRequest(
            "The role ARN does not have required permissions configured. Please grant trust"
                + " permission for API Gateway and add the required role policy.");
      }
    }
    settings.put(KEY, new Settings(roleArn));
  }

  boolean logs() {
    return role().isPresent();
  }

  /** Refuses logging for a stage where no role is set, as API Gateway does. */
  void requireForLogs() {
    if (!logs()) {
      throw Patches.badRequest(
          "CloudWatch Logs role ARN must be set in account settings to enable logging");
    }
  }
}
