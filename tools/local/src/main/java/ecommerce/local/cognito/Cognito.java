package ecommerce.local.cognito;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Invoker;
import ecommerce.local.Part;
import ecommerce.local.Tokens;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cognito user pools: users, groups, clients, sign-in by password and SRP, tokens. Mails are not
 * sent: codes are written to the log {@code aws.cognito}. Refuses what it does not have
 * (multi-factor, hosted UI, other identity providers, custom challenges) where it is configured.
 */
public final class Cognito implements Part, Tokens {

  private final TokenVerifier verifier;
  private final List<AwsService> services;
  private final List<PathService> paths;
  private final List<ResourceType> resourceTypes;

  public Cognito(
      Account account, Endpoints endpoints, Store store, InstantSource clock, Invoker invoker) {
    Random random = new Random();
    Pools pools = new Pools(store);
    Clients clients = new Clients(store);
    Groups groups = new Groups(store);
    Users users = new Users(store, pools);
    SignIns signIns = new SignIns(store, clock, random);
    Triggers triggers = new Triggers(account, invoker);
    Codes codes = new Codes(users, clock, random);
    Registration registration = new Registration(users, triggers, clock);
    SignIn signIn =
        new SignIn(
            users,
            signIns,
            new Challenges(clock, random),
            new TokenIssuer(clock, triggers),
            triggers,
            clock,
            random);
    this.verifier = new TokenVerifier(pools, users, signIns, clock);
    PoolOperations poolOperations =
        new PoolOperations(account, clock, random, pools, clients, groups, users, signIns);
    ClientOperations clientOperations = new ClientOperations(clock, random, pools, clients);
    GroupOperations groupOperations = new GroupOperations(clock, pools, groups, users);
    this.services =
        List.of(
            new CognitoService(
                poolOperations,
                clientOperations,
                groupOperations,
                new AdminOperations(clock, random, pools, users, signIns, registration),
                new AuthOperations(pools, clients, clientOperations, signIn),
                new SignUpOperations(clock, random, clientOperations, users, registration, codes),
                new PasswordOperations(
                    clock, random, clientOperations, users, verifier, registration, codes),
                new SelfOperations(clock, clients, users, signIns, verifier, codes)));
    this.paths = List.of(new KeyDocuments(pools, endpoints));
    this.resourceTypes =
        List.of(
            new UserPoolResource(poolOperations, pools),
            new UserPoolClientResource(clientOperations, clients),
            new UserPoolGroupResource(groupOperations));
  }

  @Override
  public Optional<Map<String, Object>> verify(String userPoolId, String jwt) {
    return verifier.verify(userPoolId, jwt);
  }

  @Override
  public List<AwsService> services() {
    return services;
  }

  @Override
  public List<PathService> paths() {
    return paths;
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return resourceTypes;
  }
}
