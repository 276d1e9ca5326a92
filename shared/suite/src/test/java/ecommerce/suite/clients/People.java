package ecommerce.suite.clients;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * People of the user pool, made by an administrator and removed in the end, signing in through an
 * app client of the suite's own.
 */
public final class People implements AutoCloseable {

  /** Every kind of printable ASCII. */
  private static final String PASSWORD = "aZ0 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final CognitoIdentityProviderClient cognito;
  private final String pool;
  private final GraphQl graphQl;
  private final String clientId;
  private final Map<String, Person> staff = new ConcurrentHashMap<>();
  private final Map<String, String> made = new ConcurrentHashMap<>();

  People(CognitoIdentityProviderClient cognito, String pool, GraphQl graphQl) {
    this.cognito = cognito;
    this.pool = pool;
    this.graphQl = graphQl;
    this.clientId =
        cognito
            .createUserPoolClient(
                client ->
                    client
                        .userPoolId(pool)
                        .clientName("suite")
                        .explicitAuthFlows(
                            ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH,
                            ExplicitAuthFlowsType.USER_PASSWORD_AUTH))
            .userPoolClient()
            .clientId();
  }

  /** A new customer. */
  public Person customer() {
    return signedIn(newEmail());
  }

  /** Someone of the warehouse; the same for all tests. */
  public Person packer() {
    return inGroup("warehouse");
  }

  /** Someone of delivery; the same for all tests. */
  public Person courier() {
    return inGroup("delivery");
  }

  /** An administrator; the same for all tests. */
  public Person admin() {
    return inGroup("admin");
  }

  private Person inGroup(String group) {
    return staff.computeIfAbsent(
        group,
        any -> {
          String email = newEmail();
          make(email);
          cognito.adminAddUserToGroup(add -> add.userPoolId(pool).username(email).groupName(group));
          return signIn(email);
        });
  }

  private Person signedIn(String email) {
    make(email);
    return signIn(email);
  }

  /** Makes a user as an administrator does; gives the user name. */
  public String make(String email) {
    UserType user =
        cognito
            .adminCreateUser(
                create ->
                    create
                        .userPoolId(pool)
                        .username(email)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(
                            AttributeType.builder().name("email").value(email).build(),
                            AttributeType.builder().name("email_verified").value("true").build()))
            .user();
    made.put(email, user.username());
    cognito.adminSetUserPassword(
        set -> set.userPoolId(pool).username(email).password(PASSWORD).permanent(true));
    return user.username();
  }

  private Person signIn(String email) {
    String token =
        cognito
            .adminInitiateAuth(
                auth ->
                    auth.userPoolId(pool)
                        .clientId(clientId)
                        .authFlow(AuthFlowType.ADMIN_NO_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", email, "PASSWORD", PASSWORD)))
            .authenticationResult()
            .idToken();
    return new Person(made.get(email), email, token, graphQl.with("Authorization", token));
  }

  /** Signs up as a stranger does; gives the user's sub. Nobody is confirmed by it. */
  public String signUp(String email) {
    String sub =
        cognito
            .signUp(
                up ->
                    up.clientId(clientId)
                        .username(email)
                        .password(PASSWORD)
                        .userAttributes(AttributeType.builder().name("email").value(email).build()))
            .userSub();
    made.put(email, sub);
    return sub;
  }

  /** {@code UNCONFIRMED}, {@code CONFIRMED}, … */
  public String status(String email) {
    return cognito.adminGetUser(get -> get.userPoolId(pool).username(email)).userStatusAsString();
  }

  public static String newEmail() {
    return "suite-" + UUID.randomUUID() + "@example.com";
  }

  @Override
  public void close() {
    made.keySet()
        .forEach(
            email -> cognito.adminDeleteUser(delete -> delete.userPoolId(pool).username(email)));
    cognito.deleteUserPoolClient(delete -> delete.userPoolId(pool).clientId(clientId));
  }
}
