package ecommerce.local.iam;

import ecommerce.local.Identity;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** IAM on the wire. */
record IamService(
    RoleOperations roles,
    RolePolicyOperations rolePolicies,
    PolicyOperations policies,
    Identity administrator)
    implements AwsService {

  static final String ADMINISTRATOR_ID = "AIDAIOSFODNN7LOCAL000";
  private static final Instant ADMINISTRATOR_SINCE = Instant.parse("2025-01-01T00:00:00Z");

  @Override
  public Protocol protocol() {
    return new Protocol.Query("iam", "https://iam.amazonaws.com/doc/2010-05-08/", "2010-05-08");
  }

  @Override
  public void declare(Operations on) {
    declareRoles(on);
    declareRolePolicies(on);
    declarePolicies(on);
    on.on(
        GetUserRequest::builder,
        Access.to("iam:GetUser", request -> administrator.arn()),
        this::getUser);
  }

  private void declareRoles(Operations on) {
    on.on(
        CreateRoleRequest::builder,
        Access.to("iam:CreateRole", request -> roles.arn(request.roleName())),
        (call, request) -> roles.createRole(request));
    on.on(
        GetRoleRequest::builder,
        Access.to("iam:GetRole", request -> roles.arn(request.roleName())),
        (call, request) -> roles.getRole(request));
    on.on(
        ListRolesRequest::builder,
        Access.to("iam:ListRoles"),
        (call, request) -> roles.listRoles(request));
    on.on(
        UpdateRoleRequest::builder,
        Access.to("iam:UpdateRole", request -> roles.arn(request.roleName())),
        (call, request) -> roles.updateRole(request));
    on.on(
        UpdateAssumeRolePolicyRequest::builder,
        Access.to("iam:UpdateAssumeRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> roles.updateAssumeRolePolicy(request));
    on.on(
        DeleteRoleRequest::builder,
        Access.to("iam:DeleteRole", request -> roles.arn(request.roleName())),
        (call, request) -> roles.deleteRole(request));
  }

  private void declareRolePolicies(Operations on) {
    on.on(
        PutRolePolicyRequest::builder,
        Access.to("iam:PutRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.putRolePolicy(request));
    on.on(
        GetRolePolicyRequest::builder,
        Access.to("iam:GetRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.getRolePolicy(request));
    on.on(
        ListRolePoliciesRequest::builder,
        Access.to("iam:ListRolePolicies", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.listRolePolicies(request));
    on.on(
        DeleteRolePolicyRequest::builder,
        Access.to("iam:DeleteRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.deleteRolePolicy(request));
    on.on(
        AttachRolePolicyRequest::builder,
        Access.to("iam:AttachRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.attachRolePolicy(request));
    on.on(
        DetachRolePolicyRequest::builder,
        Access.to("iam:DetachRolePolicy", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.detachRolePolicy(request));
    on.on(
        ListAttachedRolePoliciesRequest::builder,
        Access.to("iam:ListAttachedRolePolicies", request -> roles.arn(request.roleName())),
        (call, request) -> rolePolicies.listAttachedRolePolicies(request));
  }

  private void declarePolicies(Operations on) {
    on.on(
        CreatePolicyRequest::builder,
        Access.to(
            "iam:CreatePolicy", request -> policies.arn(request.path(), request.policyName())),
        (call, request) -> policies.createPolicy(request));
    on.on(
        GetPolicyRequest::builder,
        Access.to("iam:GetPolicy", GetPolicyRequest::policyArn),
        (call, request) -> policies.getPolicy(request));
    on.on(
        GetPolicyVersionRequest::builder,
        Access.to("iam:GetPolicyVersion", GetPolicyVersionRequest::policyArn),
        (call, request) -> policies.getPolicyVersion(request));
    on.on(
        ListPoliciesRequest::builder,
        Access.to("iam:ListPolicies"),
        (call, request) -> policies.listPolicies(request));
    on.on(
        CreatePolicyVersionRequest::builder,
        Access.to("iam:CreatePolicyVersion", CreatePolicyVersionRequest::policyArn),
        (call, request) -> policies.createPolicyVersion(request));
    on.on(
        DeletePolicyVersionRequest::builder,
        Access.to("iam:DeletePolicyVersion", DeletePolicyVersionRequest::policyArn),
        (call, request) -> policies.deletePolicyVersion(request));
    on.on(
        DeletePolicyRequest::builder,
        Access.to("iam:DeletePolicy", DeletePolicyRequest::policyArn),
        (call, request) -> policies.deletePolicy(request));
  }

  private GetUserResponse getUser(Call call, GetUserRequest request) {
    String name = request.userName();
    if (name == null && !(call.caller() instanceof Identity.Administrator)) {
      throw IamFault.invalid("Must specify userName when calling with non-User credentials");
    }
    if (name != null && !name.equals(Arns.name(administrator.arn()))) {
      throw IamFault.missing("The user with name " + name + " cannot be found.");
    }
    return GetUserResponse.builder()
        .user(
            user ->
                user.userName(Arns.name(administrator.arn()))
                    .path("/")
                    .userId(ADMINISTRATOR_ID)
                    .arn(administrator.arn())
                    .createDate(ADMINISTRATOR_SINCE))
        .build();
  }
}
