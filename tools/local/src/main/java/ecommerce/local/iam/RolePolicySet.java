package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;

/**
 * The policies that a template gives to a role. The resource remembers their names, so that an
 * update takes away only what the template gave before: policies of other resources stay.
 */
record RolePolicySet(Map<String, String> inline, Set<String> attached) {

  private static final String INLINE = "PolicyNames";
  private static final String ATTACHED = "ManagedPolicyArns";

  static RolePolicySet of(Desired desired) {
    Map<String, String> inline = new TreeMap<>();
    for (JsonNode policy :
        desired.node("Policies").orElseGet(JsonNodeFactory.instance::arrayNode)) {
      inline.put(policy.path("PolicyName").asText(), document(policy.path("PolicyDocument")));
    }
    return new RolePolicySet(inline, texts(desired.node("ManagedPolicyArns").orElse(null)));
  }

  static String document(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    if (array != null) {
      array.forEach(text -> texts.add(text.asText()));
    }
    return texts;
  }

  void give(RolePolicyOperations policies, String role) {
    inline.forEach(
        (name, document) ->
            policies.putRolePolicy(
                PutRolePolicyRequest.builder()
                    .roleName(role)
                    .policyName(name)
                    .policyDocument(document)
                    .build()));
    attached.forEach(
        arn ->
            policies.attachRolePolicy(
                AttachRolePolicyRequest.builder().roleName(role).policyArn(arn).build()));
  }

  /** Takes away what the resource was given before and is not given now. */
  void takeOthers(RolePolicyOperations policies, Role role, Resource before) {
    Set<String> names = texts(before.attributes().get(INLINE));
    names.removeAll(inline.keySet());
    names.retainAll(role.inline().keySet());
    Set<String> arns = texts(before.attributes().get(ATTACHED));
    arns.removeAll(attached);
    arns.retainAll(role.attached());
    take(policies, role.name(), names, arns);
  }

  static void takeAll(RolePolicyOperations policies, Role role) {
    take(policies, role.name(), role.inline().keySet(), Set.copyOf(role.attached()));
  }

  private static void take(
      RolePolicyOperations policies, String role, Set<String> names, Set<String> arns) {
    names.forEach(
        name ->
            policies.deleteRolePolicy(
                DeleteRolePolicyRequest.builder().roleName(role).policyName(name).build()));
    arns.forEach(
        arn ->
            policies.detachRolePolicy(
                DetachRolePolicyRequest.builder().roleName(role).policyArn(arn).build()));
  }

  Resource rememberedBy(Resource resource) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    inline.keySet().forEach(names::add);
    ArrayNode arns = JsonNodeFactory.instance.arrayNode();
    attached.forEach(arns::add);
    return resource.with(INLINE, names).with(ATTACHED, arns);
  }
}
