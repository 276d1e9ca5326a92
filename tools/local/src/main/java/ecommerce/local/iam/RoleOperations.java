package ecommerce.local.iam;

import ecommerce.local.Account;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles themselves. */
record RoleOperations(
    Account account, InstantSource clock, Ids ids, Registry<Role> roles, Checks checks) {

  private static final int DEFAULT_SESSION_SECONDS = 3600;
  private static final int MOST_TRUST_CHARACTERS = 2_048;

  CreateRoleResponse createRole(CreateRoleRequest request) {
    if (request.permissionsBoundary() != null) {
      throw IamFault.unsupported("PermissionsBoundary");
    }
    String name = Checks.name("roleName", request.roleName(), 64);
    String path = Checks.path(request.path());
    Role role =
        new Role(
            name,
            path,
            ids.id("AROA", 21),
            account.globalArn("iam", "role" + path + name),
            request.description() == null ? "" : request.description(),
            sessionSeconds(request.maxSessionDuration(), DEFAULT_SESSION_SECONDS),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            trust(request.assumeRolePolicyDocument()),
            Map.of(),
            List.of(),
            Checks.tags(request.tags()));
    if (!roles.add(name, role)) {
      throw IamFault.exists("Role with name " + name + " already exists.");
    }
    return CreateRoleResponse.builder().role(shape(role)).build();
  }

  GetRoleResponse getRole(GetRoleRequest request) {
    return GetRoleResponse.builder().role(shape(find(request.roleName()))).build();
  }

  ListRolesResponse listRoles(ListRolesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    List<Role> all = roles.all().stream().filter(role -> role.path().startsWith(prefix)).toList();
    Pages<Role> page = Pages.of(all, request.marker(), request.maxItems());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(RoleOperations::shape).toList())
        .isTruncated(page.marker().isPresent())
        .marker(page.marker().orElse(null))
        .build();
  }

  UpdateRoleResponse updateRole(UpdateRoleRequest request) {
    change(
        request.roleName(),
        role ->
            role.with(
                request.description() == null ? role.description() : request.description(),
                sessionSeconds(request.maxSessionDuration(), role.maxSessionSeconds())));
    return UpdateRoleResponse.builder().build();
  }

  UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
    String document = trust(request.policyDocument());
    change(request.roleName(), role -> role.withTrust(document));
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
    Role role = find(request.roleName());
    if (!role.attached().isEmpty()) {
      throw IamFault.conflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline().isEmpty()) {
      throw IamFault.conflict("Cannot delete entity, must delete policies first.");
    }
    roles.remove(role.name());
    return DeleteRoleResponse.builder().build();
  }

  private String trust(String given) {
    return Checks.within(
        "ACLSizePerRole", MOST_TRUST_CHARACTERS, checks.document(PolicyKind.TRUST, given));
  }

  /** The ARN that a request's role has, or would have: what the caller needs a permission for. */
  String arn(String name) {
    return roles.find(name).map(Role::arn).orElse(account.globalArn("iam", "role/" + name));
  }

  Role find(String name) {
    return roles.find(name).orElseThrow(() -> IamFault.noRole(name));
  }

  Role change(String name, java.util.function.UnaryOperator<Role> change) {
    return roles.change(name, change).orElseThrow(() -> IamFault.noRole(name));
  }

  private static int sessionSeconds(Integer asked, int otherwise) {
    if (asked == null) {
      return otherwise;
    }
    if (asked < 3600 || asked > 43200) {
      throw IamFault.invalid(
          "1 validation error detected: Value '"
              + asked
              + "' at 'maxSessionDuration' failed to satisfy constraint: Member must be between"
              + " 3600 and 43200");
    }
    return asked;
  }

  private static software.amazon.awssdk.services.iam.model.Role shape(Role role) {
    return software.amazon.awssdk.services.iam.model.Role.builder()
        .roleName(role.name())
        .path(role.path())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .description(role.description().isEmpty() ? null : role.description())
        .maxSessionDuration(role.maxSessionSeconds())
        .assumeRolePolicyDocument(Checks.encoded(role.trust()))
        .tags(Checks.tags(role.tags()))
        .build();
  }
}
