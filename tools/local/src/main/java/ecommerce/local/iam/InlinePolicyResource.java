package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;

/** {@code AWS::IAM::Policy}: one inline policy, put on each of its roles. */
record InlinePolicyResource(RoleOperations roles, RolePolicyOperations policies)
    implements ResourceType {

  private static final String ROLES = "Roles";

  @Override
  public String name() {
    return "AWS::IAM::Policy";
  }

  @Override
  public Set<String> properties() {
    return Set.of("PolicyName", "PolicyDocument.**", "Roles[]");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("PolicyName");
  }

  @Override
  public Resource create(Desired desired) {
    Resource made =
        Resource.of(desired.uniqueName(128)).with("PolicyName", desired.required("PolicyName"));
    try {
      return put(desired, made);
    } catch (RuntimeException e) {
      names(desired.node(ROLES)).forEach(role -> take(role, made.attribute("PolicyName")));
      throw e;
    }
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    Set<String> former = names(Optional.ofNullable(current.attributes().get(ROLES)));
    Resource updated = put(desired, current);
    former.removeAll(names(desired.node(ROLES)));
    former.forEach(role -> take(role, current.attribute("PolicyName")));
    return updated;
  }

  private Resource put(Desired desired, Resource resource) {
    desired.required("PolicyDocument");
    Set<String> to = names(desired.node(ROLES));
    if (to.isEmpty()) {
      throw new IllegalArgumentException(
          "property Roles of " + desired.logicalId() + " names no role");
    }
    String document = RolePolicySet.document(desired.node("PolicyDocument").orElseThrow());
    for (String role : to) {
      policies.putRolePolicy(
          PutRolePolicyRequest.builder()
              .roleName(role)
              .policyName(desired.required("PolicyName"))
              .policyDocument(document)
              .build());
    }
    JsonNode kept = desired.node(ROLES).orElseThrow();
    return resource.with(ROLES, kept).with("Id", resource.physicalId());
  }

  @Override
  public void delete(Resource current) {
    names(Optional.ofNullable(current.attributes().get(ROLES)))
        .forEach(role -> take(role, current.attribute("PolicyName")));
  }

  private void take(String role, String policy) {
    boolean there =
        roles.roles().find(role).filter(found -> found.inline().containsKey(policy)).isPresent();
    if (there) {
      policies.deleteRolePolicy(
          DeleteRolePolicyRequest.builder().roleName(role).policyName(policy).build());
    }
  }

  private static Set<String> names(Optional<JsonNode> array) {
    Set<String> names = new LinkedHashSet<>();
    array.orElseGet(JsonNodeFactory.instance::arrayNode).forEach(role -> names.add(role.asText()));
    return names;
  }
}
