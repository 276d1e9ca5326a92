package ecommerce.local.iam;

import ecommerce.local.AccessDenied;
import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Denials;
import ecommerce.local.Identity;
import ecommerce.local.Part;
import ecommerce.local.Permission;
import ecommerce.local.Roles;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * IAM and STS: roles and policies, who may do what, and the access keys. The administrator ({@code
 * test}) may do everything that no resource policy denies. Refuses policy documents that IAM would
 * refuse, and AWS's managed policies that it does not know.
 */
public final class Iam implements Part, Authorizer, Roles, AccessKeys {

  private final IdentityPolicies identities;
  private final PolicyAuthorizer authorizer;
  private final Sessions sessions;
  private final List<AwsService> services;
  private final List<ResourceType> resourceTypes;

  public Iam(Account account, Store store, InstantSource clock) {
    this(account, store, clock, denial -> {});
  }

  public Iam(Account account, Store store, InstantSource clock, Denials denials) {
    Registry<Role> roles = new Registry<>(store.collection("iam.roles", Role.class));
    ManagedPolicies managed =
        new ManagedPolicies(new Registry<>(store.collection("iam.policies", ManagedPolicy.class)));
    PolicyDocuments documents = new PolicyDocuments();
    Checks checks = new Checks(documents);
    Ids ids = new Ids();
    this.identities = new IdentityPolicies(roles, managed, documents);
    this.authorizer =
        new PolicyAuthorizer(
            identities, documents, new Contexts(account, clock, identities), denials);
    this.sessions = new Sessions(account, clock, ids, store);
    RoleOperations roleOperations = new RoleOperations(account, clock, ids, roles, checks);
    RolePolicyOperations rolePolicies = new RolePolicyOperations(roleOperations, managed, checks);
    PolicyOperations policies = new PolicyOperations(account, clock, ids, managed, roles, checks);
    Identity administrator = sessions.find(Sessions.ADMINISTRATOR).orElseThrow().identity();
    this.services =
        List.of(
            new IamService(roleOperations, rolePolicies, policies, administrator),
            new StsService(account, identities, authorizer, sessions));
    this.resourceTypes =
        List.of(
            new RoleResource(roleOperations, rolePolicies),
            new InlinePolicyResource(roleOperations, rolePolicies),
            new ManagedPolicyResource(policies, rolePolicies));
  }

  @Override
  public List<AwsService> services() {
    return services;
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return resourceTypes;
  }

  @Override
  public void require(Identity caller, Permission permission) {
    authorizer.require(caller, permission);
  }

  @Override
  public Optional<Key> find(String accessKeyId) {
    return sessions.find(accessKeyId);
  }

  @Override
  public Credentials assume(
      String roleArn, String sessionName, Identity.Service by, Duration duration) {
    Role role =
        identities
            .role(roleArn)
            .orElseThrow(
                () ->
                    new AccessDenied(
                        "The role "
                            + roleArn
                            + " does not exist, "
                            + by.principal()
                            + " cannot assume it"));
    authorizer.requireTrust(by, role, Permission.of("sts:AssumeRole", roleArn));
    return sessions.issue(role, sessionName, duration);
  }
}
