package ecommerce.local.iam;

import ecommerce.local.Account;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

/** Managed policies and their versions. */
record PolicyOperations(
    Account account,
    InstantSource clock,
    Ids ids,
    ManagedPolicies policies,
    Registry<Role> roles,
    Checks checks) {

  private static final int MOST_VERSIONS = 5;
  private static final int MOST_CHARACTERS = 6_144;

  CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
    String name = Checks.name("policyName", request.policyName(), 128);
    String path = Checks.path(request.path());
    String arn = account.globalArn("iam", "policy" + path + name);
    String document = document(request.policyDocument());
    String description = request.description() == null ? "" : request.description();
    List<ManagedPolicy.Version> versions =
        List.of(new ManagedPolicy.Version("v1", document, now()));
    ManagedPolicy policy =
        new ManagedPolicy(
            name,
            path,
            ids.id("ANPA", 21),
            arn,
            description,
            now(),
            now(),
            "v1",
            versions,
            Checks.tags(request.tags()));
    boolean taken =
        policies.own().all().stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
    if (taken || !policies.own().add(arn, policy)) {
      throw IamFault.exists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    return CreatePolicyResponse.builder().policy(shape(policy)).build();
  }

  GetPolicyResponse getPolicy(GetPolicyRequest request) {
    return GetPolicyResponse.builder().policy(shape(find(request.policyArn()))).build();
  }

  GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
    ManagedPolicy policy = find(request.policyArn());
    ManagedPolicy.Version version = version(policy, request.versionId());
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            v ->
                v.versionId(version.id())
                    .document(Checks.encoded(version.document()))
                    .createDate(version.created())
                    .isDefaultVersion(version.id().equals(policy.current())))
        .build();
  }

  ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    PolicyScopeType scope = request.scope() == null ? PolicyScopeType.ALL : request.scope();
    Stream<ManagedPolicy> all =
        policies
            .all()
            .filter(
                policy ->
                    scope == PolicyScopeType.ALL
                        || policies.ofAws(policy.arn()) == (scope == PolicyScopeType.AWS))
            .filter(policy -> policy.path().startsWith(prefix))
            .filter(
                policy ->
                    !Boolean.TRUE.equals(request.onlyAttached()) || attachments(policy.arn()) > 0)
            .sorted(java.util.Comparator.comparing(ManagedPolicy::arn));
    Pages<ManagedPolicy> page = Pages.of(all.toList(), request.marker(), request.maxItems());
    return ListPoliciesResponse.builder()
        .policies(page.items().stream().map(this::shape).toList())
        .isTruncated(page.marker().isPresent())
        .marker(page.marker().orElse(null))
        .build();
  }

  CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
    String document = document(request.policyDocument());
    boolean current = Boolean.TRUE.equals(request.setAsDefault());
    ManagedPolicy changed =
        change(
            request.policyArn(),
            policy -> {
              if (policy.versions().size() >= MOST_VERSIONS) {
                throw IamFault.limit(
                    "A managed policy can have up to 5 versions. Before you create a new version,"
                        + " you must delete an existing version.");
              }
              List<ManagedPolicy.Version> versions = new ArrayList<>(policy.versions());
              int last = Integer.parseInt(versions.getLast().id().substring(1));
              ManagedPolicy.Version added =
                  new ManagedPolicy.Version("v" + (last + 1), document, now());
              versions.add(added);
              return policy.with(current ? added.id() : policy.current(), versions, now());
            });
    ManagedPolicy.Version added = changed.versions().getLast();
    return CreatePolicyVersionResponse.builder()
        .policyVersion(
            v -> v.versionId(added.id()).isDefaultVersion(current).createDate(added.created()))
        .build();
  }

  DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
    change(
        request.policyArn(),
        policy -> {
          ManagedPolicy.Version gone = version(policy, request.versionId());
          if (gone.id().equals(policy.current())) {
            throw IamFault.conflict("Cannot delete the default version of a policy.");
          }
          List<ManagedPolicy.Version> versions = new ArrayList<>(policy.versions());
          versions.remove(gone);
          return policy.with(policy.current(), versions, now());
        });
    return DeletePolicyVersionResponse.builder().build();
  }

  DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
    ManagedPolicy policy = find(request.policyArn());
    if (policies.ofAws(policy.arn())) {
      throw new ecommerce.local.wire.Fault(
          "AccessDenied", 403, "A policy of AWS cannot be deleted: " + policy.arn());
    }
    if (attachments(policy.arn()) > 0) {
      throw IamFault.conflict("Cannot delete a policy attached to entities.");
    }
    if (policy.versions().size() > 1) {
      throw IamFault.conflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions.");
    }
    policies.own().remove(policy.arn());
    return DeletePolicyResponse.builder().build();
  }

  String arn(String path, String name) {
    return account.globalArn("iam", "policy" + (path == null ? "/" : path) + name);
  }

  private String document(String given) {
    return Checks.within(
        "PolicySize", MOST_CHARACTERS, checks.document(PolicyKind.IDENTITY, given));
  }

  private ManagedPolicy find(String arn) {
    return policies
        .find(arn)
        .orElseThrow(() -> IamFault.missing("Policy " + arn + " was not found."));
  }

  private ManagedPolicy change(String arn, java.util.function.UnaryOperator<ManagedPolicy> change) {
    return policies
        .own()
        .change(arn, change)
        .orElseThrow(() -> IamFault.missing("Policy " + arn + " was not found."));
  }

  private static ManagedPolicy.Version version(ManagedPolicy policy, String id) {
    return policy
        .version(id)
        .orElseThrow(
            () ->
                IamFault.missing("Policy " + policy.arn() + " version " + id + " does not exist."));
  }

  private int attachments(String arn) {
    return (int) roles.all().stream().filter(role -> role.attached().contains(arn)).count();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private software.amazon.awssdk.services.iam.model.Policy shape(ManagedPolicy policy) {
    return software.amazon.awssdk.services.iam.model.Policy.builder()
        .policyName(policy.name())
        .path(policy.path())
        .policyId(policy.id())
        .arn(policy.arn())
        .description(policy.description().isEmpty() ? null : policy.description())
        .createDate(policy.created())
        .updateDate(policy.updated())
        .defaultVersionId(policy.current())
        .attachmentCount(attachments(policy.arn()))
        .isAttachable(true)
        .tags(Checks.tags(policy.tags()))
        .build();
  }
}
