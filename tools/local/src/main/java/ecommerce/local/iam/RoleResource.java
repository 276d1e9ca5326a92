package ecommerce.local.iam;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** {@code AWS::IAM::Role}. */
record RoleResource(RoleOperations roles, RolePolicyOperations policies) implements ResourceType {

  private static final String TRUST = "AssumeRolePolicyDocument";

  @Override
  public String name() {
    return "AWS::IAM::Role";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        TRUST + ".**",
        "ManagedPolicyArns[]",
        "Policies[].PolicyName",
        "Policies[].PolicyDocument.**",
        "Path",
        "RoleName",
        "Description",
        "MaxSessionDuration",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Path", "RoleName");
  }

  @Override
  public Resource create(Desired desired) {
    desired.required(TRUST);
    String name = desired.text("RoleName").orElseGet(() -> desired.uniqueName(64));
    RolePolicySet wanted = RolePolicySet.of(desired);
    var role =
        roles
            .createRole(
                desired
                    .into(CreateRoleRequest.builder())
                    .roleName(name)
                    .tags(Checks.tags(desired.tags()))
                    .build())
            .role();
    try {
      wanted.give(policies, name);
    } catch (RuntimeException e) {
      delete(Resource.of(name));
      throw e;
    }
    return wanted.rememberedBy(
        Resource.of(name).with("Arn", role.arn()).with("RoleId", role.roleId()));
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return roles
        .roles()
        .find(desired.text("RoleName").orElseGet(() -> desired.uniqueName(64)))
        .map(role -> Resource.of(role.name()).with("Arn", role.arn()).with("RoleId", role.id()));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId();
    desired.required(TRUST);
    RolePolicySet wanted = RolePolicySet.of(desired);
    String trust = RolePolicySet.document(desired.node(TRUST).orElseThrow());
    roles.updateAssumeRolePolicy(
        UpdateAssumeRolePolicyRequest.builder().roleName(name).policyDocument(trust).build());
    roles.updateRole(
        UpdateRoleRequest.builder()
            .roleName(name)
            .description(desired.text("Description").orElse(""))
            .maxSessionDuration(
                desired
                    .into(CreateRoleRequest.builder().maxSessionDuration(3600))
                    .build()
                    .maxSessionDuration())
            .build());
    roles.change(name, role -> role.withTags(desired.tags()));
    wanted.give(policies, name);
    wanted.takeOthers(policies, roles.find(name), current);
    return wanted.rememberedBy(current);
  }

  @Override
  public void delete(Resource current) {
    roles
        .roles()
        .find(current.physicalId())
        .ifPresent(
            role -> {
              RolePolicySet.takeAll(policies, role);
              roles.deleteRole(DeleteRoleRequest.builder().roleName(role.name()).build());
            });
  }
}
