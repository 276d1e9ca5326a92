package ecommerce.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policies that decide what a role may do: its inline policies and the managed ones that are
 * attached to it.
 */
final class IdentityPolicies {

  private final Registry<Role> roles;
  private final ManagedPolicies managed;
  private final PolicyDocuments documents;

  IdentityPolicies(Registry<Role> roles, ManagedPolicies managed, PolicyDocuments documents) {
    this.roles = roles;
    this.managed = managed;
    this.documents = documents;
  }

  /** A role of this account. */
  Optional<Role> role(String arn) {
    return roles.find(Arns.name(arn)).filter(role -> role.arn().equals(arn));
  }

  /** None where the role is gone: its sessions may do nothing then. */
  List<Policy.Named> of(String roleArn) {
    List<Policy.Named> policies = new ArrayList<>();
    role(roleArn)
        .ifPresent(
            role -> {
              role.inline().forEach((name, document) -> policies.add(named(name, document)));
              role.attached()
                  .forEach(
                      arn ->
                          managed
                              .find(arn)
                              .ifPresent(
                                  policy -> policies.add(named(policy.name(), policy.document()))));
            });
    return policies;
  }

  private Policy.Named named(String name, String document) {
    return new Policy.Named("policy " + name, documents.of(PolicyKind.IDENTITY, document));
  }
}
