package ecommerce.local.iam;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.Roles;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** STS on the wire. */
record StsService(
    Account account, IdentityPolicies identities, PolicyAuthorizer authorizer, Sessions sessions)
    implements AwsService {

  private static final int SHORTEST = 900;
  private static final int LONGEST_CHAINED = 3600;

  @Override
  public Protocol protocol() {
    return new Protocol.Query("sts", "https://sts.amazonaws.com/doc/2011-06-15/", "2011-06-15");
  }

  @Override
  public void declare(Operations on) {
    on.on(
        GetCallerIdentityRequest::builder,
        Access.anyone(),
        (call, request) -> getCallerIdentity(call));
    on.on(AssumeRoleRequest::builder, Access.anyone(), this::assumeRole);
    on.on(
        GetSessionTokenRequest::builder, Access.anyone(), (call, request) -> getSessionToken(call));
  }

  GetCallerIdentityResponse getCallerIdentity(Call call) {
    Identity caller = signed(call);
    return GetCallerIdentityResponse.builder()
        .account(account.id())
        .arn(caller.arn())
        .userId(userId(caller))
        .build();
  }

  AssumeRoleResponse assumeRole(Call call, AssumeRoleRequest request) {
    Identity caller = signed(call);
    refuseUnsupported(request);
    if (!request.roleSessionName().matches("[\\w+=,.@-]{2,64}")) {
      throw IamFault.invalid(
          "1 validation error detected: Value '"
              + request.roleSessionName()
              + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\w+=,.@-]{2,64}");
    }
    Permission permission = Permission.of("sts:AssumeRole", request.roleArn());
    if (request.externalId() != null) {
      permission = permission.with("sts:ExternalId", List.of(request.externalId()));
    }
    Role role =
        trusting(
            caller, permission.with("sts:RoleSessionName", List.of(request.roleSessionName())));
    int seconds = seconds(request.durationSeconds(), role, caller);
    Roles.Credentials issued =
        sessions.give(role, request.roleSessionName(), Duration.ofSeconds(seconds));
    return AssumeRoleResponse.builder()
        .credentials(
            credentials ->
                credentials
                    .accessKeyId(issued.accessKeyId())
                    .secretAccessKey(issued.secretAccessKey())
                    .sessionToken(issued.sessionToken())
                    .expiration(issued.expires()))
        .assumedRoleUser(
            user ->
                user.arn(issued.identity().arn())
                    .assumedRoleId(role.id() + ":" + request.roleSessionName()))
        .build();
  }

  private GetSessionTokenResponse getSessionToken(Call call) {
    signed(call);
    throw IamFault.unsupported("GetSessionToken");
  }

  /** A role that does not exist is refused like one that does not trust the caller. */
  private Role trusting(Identity caller, Permission permission) {
    try {
      Role role =
          identities.role(permission.resource()).orElseThrow(() -> untrusted(caller, permission));
      authorizer.requireTrust(caller, role, permission);
      return role;
    } catch (AccessDenied e) {
      throw new Fault("AccessDenied", 403, e.getMessage());
    }
  }

  private static AccessDenied untrusted(Identity caller, Permission permission) {
    return new AccessDenied(
        "User: "
            + caller.arn()
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + permission.resource());
  }

  private static int seconds(Integer asked, Role role, Identity caller) {
    int seconds = asked == null ? LONGEST_CHAINED : asked;
    if (seconds < SHORTEST) {
      throw IamFault.invalid(
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value"
              + " greater than or equal to 900");
    }
    if (caller instanceof Identity.RoleSession && seconds > LONGEST_CHAINED) {
      throw IamFault.invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining");
    }
    if (seconds > role.maxSessionSeconds()) {
      throw IamFault.invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }

  private static void refuseUnsupported(AssumeRoleRequest request) {
    if (request.policy() != null || request.hasPolicyArns()) {
      throw IamFault.unsupported("A session policy of AssumeRole");
    }
    if (request.hasTags() || request.hasTransitiveTagKeys()) {
      throw IamFault.unsupported("Session tags of AssumeRole");
    }
    if (request.serialNumber() != null || request.tokenCode() != null) {
      throw IamFault.unsupported("Multi-factor authentication of AssumeRole");
    }
    if (request.sourceIdentity() != null || request.hasProvidedContexts()) {
      throw IamFault.unsupported("SourceIdentity or ProvidedContexts of AssumeRole");
    }
  }

  private static Identity signed(Call call) {
    if (call.caller() instanceof Identity.Anonymous) {
      throw new Fault("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }
    return call.caller();
  }

  private String userId(Identity caller) {
    return switch (caller) {
      case Identity.RoleSession session ->
          identities.role(session.roleArn()).map(Role::id).orElse("AROAREMOVED")
              + ":"
              + Arns.name(session.arn());
      default -> IamService.ADMINISTRATOR_ID;
    };
  }
}
