package ecommerce.local.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies of roles: inline ones, and which managed ones are attached. */
record RolePolicyOperations(RoleOperations roles, ManagedPolicies managed, Checks checks) {

  private static final int MOST_INLINE_CHARACTERS = 10_240;
  private static final int MOST_ATTACHED = 10;

  PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    String name = Checks.name("policyName", request.policyName(), 128);
    String document = checks.document(PolicyKind.IDENTITY, request.policyDocument());
    roles.change(
        request.roleName(),
        role -> {
          Map<String, String> inline = new HashMap<>(role.inline());
          inline.put(name, document);
          if (inline.values().stream().mapToInt(Checks::size).sum() > MOST_INLINE_CHARACTERS) {
            throw IamFault.limit(
                "Maximum policy size of "
                    + MOST_INLINE_CHARACTERS
                    + " bytes exceeded for role "
                    + role.name());
          }
          return role.withInline(inline);
        });
    return PutRolePolicyResponse.builder().build();
  }

  GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    Role role = roles.find(request.roleName());
    return GetRolePolicyResponse.builder()
        .roleName(role.name())
        .policyName(request.policyName())
        .policyDocument(Checks.encoded(inline(role, request.policyName())))
        .build();
  }

  ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
    List<String> names = List.copyOf(roles.find(request.roleName()).inline().keySet());
    Pages<String> page = Pages.of(names, request.marker(), request.maxItems());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.marker().isPresent())
        .marker(page.marker().orElse(null))
        .build();
  }

  DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
    roles.change(
        request.roleName(),
        role -> {
          inline(role, request.policyName());
          Map<String, String> inline = new HashMap<>(role.inline());
          inline.remove(request.policyName());
          return role.withInline(inline);
        });
    return DeleteRolePolicyResponse.builder().build();
  }

  private static String inline(Role role, String name) {
    if (!role.inline().containsKey(name)) {
      throw IamFault.missing("The role policy with name " + name + " cannot be found.");
    }
    return role.inline().get(name);
  }

  AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    if (managed.find(request.policyArn()).isEmpty()) {
      throw IamFault.noPolicy(request.policyArn());
    }
    roles.change(
        request.roleName(),
        role -> {
          List<String> attached = new ArrayList<>(role.attached());
          attached.remove(request.policyArn());
          attached.add(request.policyArn());
          if (attached.size() > MOST_ATTACHED) {
            throw IamFault.limit("Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
          }
          return role.withAttached(attached);
        });
    return AttachRolePolicyResponse.builder().build();
  }

  DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
    roles.change(
        request.roleName(),
        role -> {
          List<String> attached = new ArrayList<>(role.attached());
          if (!attached.remove(request.policyArn())) {
            throw IamFault.missing("Policy " + request.policyArn() + " was not found.");
          }
          return role.withAttached(attached);
        });
    return DetachRolePolicyResponse.builder().build();
  }

  ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    List<AttachedPolicy> attached =
        roles.find(request.roleName()).attached().stream()
            .map(arn -> AttachedPolicy.builder().policyArn(arn).policyName(Arns.name(arn)).build())
            .toList();
    Pages<AttachedPolicy> page = Pages.of(attached, request.marker(), request.maxItems());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.marker().isPresent())
        .marker(page.marker().orElse(null))
        .build();
  }
}
