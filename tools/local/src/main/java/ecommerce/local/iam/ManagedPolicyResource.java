package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;

/** {@code AWS::IAM::ManagedPolicy}: {@code Ref} is its ARN. An update keeps no former versions. */
record ManagedPolicyResource(PolicyOperations policies, RolePolicyOperations rolePolicies)
    implements ResourceType {

  private static final String ROLES = "Roles";

  @Override
  public String name() {
    return "AWS::IAM::ManagedPolicy";
  }

  @Override
  public Set<String> properties() {
    return Set.of("ManagedPolicyName", "Description", "Path", "PolicyDocument.**", "Roles[]");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ManagedPolicyName", "Description", "Path");
  }

  @Override
  public Resource create(Desired desired) {
    desired.required("PolicyDocument");
    String name = desired.text("ManagedPolicyName").orElseGet(() -> desired.uniqueName(128));
    var made =
        policies
            .createPolicy(desired.into(CreatePolicyRequest.builder()).policyName(name).build())
            .policy();
    try {
      attach(made.arn(), roles(desired.node(ROLES).orElse(null)));
    } catch (RuntimeException e) {
      delete(Resource.of(made.arn()));
      throw e;
    }
    return remember(
        desired,
        Resource.of(made.arn()).with("PolicyArn", made.arn()).with("PolicyId", made.policyId()));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    desired.required("PolicyDocument");
    String arn = current.physicalId();
    String document = RolePolicySet.document(desired.node("PolicyDocument").orElseThrow());
    removeFormerVersions(arn);
    policies.createPolicyVersion(
        CreatePolicyVersionRequest.builder()
            .policyArn(arn)
            .policyDocument(document)
            .setAsDefault(true)
            .build());
    removeFormerVersions(arn);
    Set<String> wanted = roles(desired.node(ROLES).orElse(null));
    attach(arn, wanted);
    Set<String> former = roles(current.attributes().get(ROLES));
    former.removeAll(wanted);
    former.forEach(role -> detach(arn, role));
    return remember(desired, current);
  }

  @Override
  public void delete(Resource current) {
    String arn = current.physicalId();
    if (policies.policies().own().find(arn).isEmpty()) {
      return;
    }
    policies.roles().all().forEach(role -> detach(arn, role.name()));
    removeFormerVersions(arn);
    policies.deletePolicy(DeletePolicyRequest.builder().policyArn(arn).build());
  }

  private void removeFormerVersions(String arn) {
    policies
        .policies()
        .own()
        .find(arn)
        .ifPresent(
            policy ->
                policy.versions().stream()
                    .map(ManagedPolicy.Version::id)
                    .filter(version -> !version.equals(policy.current()))
                    .forEach(
                        version ->
                            policies.deletePolicyVersion(
                                DeletePolicyVersionRequest.builder()
                                    .policyArn(arn)
                                    .versionId(version)
                                    .build())));
  }

  private void attach(String arn, Set<String> roles) {
    roles.forEach(
        role ->
            rolePolicies.attachRolePolicy(
                AttachRolePolicyRequest.builder().roleName(role).policyArn(arn).build()));
  }

  private void detach(String arn, String role) {
    if (policies.roles().find(role).filter(found -> found.attached().contains(arn)).isPresent()) {
      rolePolicies.detachRolePolicy(
          DetachRolePolicyRequest.builder().roleName(role).policyArn(arn).build());
    }
  }

  private static Resource remember(Desired desired, Resource resource) {
    return resource.with(ROLES, desired.node(ROLES).orElseGet(JsonNodeFactory.instance::arrayNode));
  }

  private static Set<String> roles(JsonNode array) {
    Set<String> names = new HashSet<>();
    if (array != null) {
      array.forEach(role -> names.add(role.asText()));
    }
    return names;
  }
}
