package ecommerce.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import ecommerce.local.Identity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** AWS's own client against Cognito on the port. */
@ResourceLock(Resources.SYSTEM_ERR)
class CognitoTest {

  private static final String EMAIL = "ann@example.com";
  private static final String PASSWORD = "Str0ng!pass~ word";

  @TempDir Path directory;
  private Environment environment;
  private String pool;

  @BeforeEach
  void start() throws Exception {
    environment = new Environment(directory);
    pool = pool(request -> {});
  }

  @AfterEach
  void stop() throws Exception {
    environment.close();
  }

  @Test
  void policiesMayAskForTheTagsOfAPool() {
    String tagged = pool(request -> request.userPoolTags(Map.of("environment", "tests")));
    environment.admin.describeUserPool(request -> request.userPoolId(tagged));
    assertThat(environment.permissions.getLast().action())
        .isEqualTo("cognito-idp:DescribeUserPool");
    assertThat(environment.permissions.getLast().context())
        .containsEntry("aws:ResourceTag/environment", List.of("tests"));
  }

  private String pool(Consumer<CreateUserPoolRequest.Builder> more) {
    return environment
        .admin
        .createUserPool(
            request -> {
              request
                  .poolName("users")
                  .usernameAttributes(UsernameAttributeType.EMAIL)
                  .autoVerifiedAttributes(VerifiedAttributeType.EMAIL);
              more.accept(request);
            })
        .userPool()
        .id();
  }

  private UserPoolClientType client(Consumer<CreateUserPoolClientRequest.Builder> more) {
    return environment
        .admin
        .createUserPoolClient(
            request -> {
              request
                  .userPoolId(pool)
                  .clientName("c")
                  .explicitAuthFlows(
                      ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                      ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                      ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                      ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
              more.accept(request);
            })
        .userPoolClient();
  }

  private String client() {
    return client(request -> {}).clientId();
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private String user() {
    String name =
        environment
            .admin
            .adminCreateUser(
                r ->
                    r.userPoolId(pool)
                        .username(EMAIL)
                        .userAttributes(attribute("email_verified", "true"))
                        .messageAction(MessageActionType.SUPPRESS))
            .user()
            .username();
    environment.admin.adminSetUserPassword(
        r -> r.userPoolId(pool).username(name).password(PASSWORD).permanent(true));
    return name;
  }

  private AuthenticationResultType signIn(String client, String password) {
    return environment
        .anyone
        .initiateAuth(
            r ->
                r.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", password)))
        .authenticationResult();
  }

  /** What is written to the log while something runs: mailed codes are read from there. */
  private static String log(Runnable task) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      task.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  private static String code(Runnable task) {
    Matcher matcher = Pattern.compile("code (\\d{6}) for user").matcher(log(task));
    assertThat(matcher.find()).as("a code in the log").isTrue();
    return matcher.group(1);
  }

  @Test
  void signsInByAdministratorWithTheFlowsOldName() throws Exception {
    String client =
        client(r -> r.explicitAuthFlows(ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH)).clientId();
    String name = user();
    environment.admin.createGroup(r -> r.userPoolId(pool).groupName("admin"));
    environment.admin.adminAddUserToGroup(
        r -> r.userPoolId(pool).username(name).groupName("admin"));
    AuthenticationResultType result =
        environment
            .admin
            .adminInitiateAuth(
                r ->
                    r.userPoolId(pool)
                        .clientId(client)
                        .authFlow(AuthFlowType.ADMIN_NO_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", name, "PASSWORD", PASSWORD)))
            .authenticationResult();
    Map<String, Object> id = environment.cognito.verify(pool, result.idToken()).orElseThrow();
    assertThat(id)
        .containsEntry("sub", name)
        .containsEntry("aud", client)
        .containsEntry("email", EMAIL)
        .containsEntry("email_verified", true)
        .containsEntry("cognito:username", name)
        .containsEntry("cognito:groups", List.of("admin"))
        .containsEntry("token_use", "id")
        .containsEntry("iss", "https://cognito-idp.eu-west-1.amazonaws.com/" + pool)
        .containsKeys("iat", "exp", "auth_time", "jti", "event_id", "origin_jti");
    Map<String, Object> access =
        environment.cognito.verify(pool, result.accessToken()).orElseThrow();
    assertThat(access)
        .containsEntry("client_id", client)
        .containsEntry("scope", "aws.cognito.signin.user.admin")
        .containsEntry("username", name)
        .containsEntry("token_use", "access");
    assertThat(result.expiresIn()).isEqualTo(3600);
    environment.advance(Duration.ofMinutes(61));
    assertThat(environment.cognito.verify(pool, result.idToken())).isEmpty();
  }

  @Test
  void tokensAreVerifiedByTheKeysAtTheWellKnownAddress() throws Exception {
    String client = client();
    user();
    SignedJWT token = SignedJWT.parse(signIn(client, PASSWORD).idToken());
    JWKSet keys =
        JWKSet.load(URI.create(environment.url() + "/" + pool + "/.well-known/jwks.json").toURL());
    assertThat(
            token.verify(
                new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
    String[] parts = token.serialize().split("\\.");
    String forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    assertThat(environment.cognito.verify(pool, forged)).isEmpty();
    assertThat(environment.cognito.verify(pool, "nonsense")).isEmpty();
    assertThat(environment.cognito.verify(pool(r -> {}), token.serialize())).isEmpty();
  }

  @Test
  void signsInBySrp() throws Exception {
    String client = client();
    user();
    SrpClient srp = new SrpClient(pool);
    var challenge =
        environment.anyone.initiateAuth(
            r ->
                r.clientId(client)
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(Map.of("USERNAME", EMAIL, "SRP_A", srp.a())));
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
    Map<String, String> answer = srp.answer(challenge.challengeParameters(), PASSWORD);
    var answered =
        environment.anyone.respondToAuthChallenge(
            r ->
                r.clientId(client)
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(answer));
    assertThat(environment.cognito.verify(pool, answered.authenticationResult().idToken()))
        .isPresent();
    assertThatExceptionOfType(NotAuthorizedException.class)
        .as("a challenge is answered once")
        .isThrownBy(
            () ->
                environment.anyone.respondToAuthChallenge(
                    r ->
                        r.clientId(client)
                            .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                            .challengeResponses(answer)));
  }

  @Test
  void refusesAWrongPasswordBySrpAndHidesWhetherTheUserExists() throws Exception {
    String client =
        client(r -> r.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
    user();
    for (String name : List.of(EMAIL, "nobody@example.com")) {
      SrpClient srp = new SrpClient(pool);
      var challenge =
          environment.anyone.initiateAuth(
              r ->
                  r.clientId(client)
                      .authFlow(AuthFlowType.USER_SRP_AUTH)
                      .authParameters(Map.of("USERNAME", name, "SRP_A", srp.a())));
      Map<String, String> answer = srp.answer(challenge.challengeParameters(), "Wr0ng!password");
      assertThatExceptionOfType(NotAuthorizedException.class)
          .isThrownBy(
              () ->
                  environment.anyone.respondToAuthChallenge(
                      r ->
                          r.clientId(client)
                              .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                              .challengeResponses(answer)))
          .withMessageContaining("Incorrect username or password.");
    }
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                environment.anyone.initiateAuth(
                    r ->
                        r.clientId(client)
                            .authFlow(AuthFlowType.USER_SRP_AUTH)
                            .authParameters(Map.of("USERNAME", EMAIL, "SRP_A", "0"))));
  }

  @Test
  void tellsUnknownUsersFromWrongPasswordsOnlyWhereTheClientMay() {
    String open = client();
    String hiding =
        client(r -> r.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
    assertThatExceptionOfType(UserNotFoundException.class)
        .isThrownBy(() -> signIn(open, PASSWORD))
        .withMessageContaining("User does not exist.");
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> signIn(hiding, PASSWORD))
        .withMessageContaining("Incorrect username or password.");
    user();
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> signIn(open, "Wr0ng!password"));
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                signIn(
                    client(r -> r.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH))
                        .clientId(),
                    PASSWORD))
        .withMessageContaining("USER_PASSWORD_AUTH flow not enabled for this client");
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> signIn("nope", PASSWORD));
  }

  @Test
  void aTemporaryPasswordMustBeChanged() {
    String client = client();
    environment.admin.adminCreateUser(
        r -> r.userPoolId(pool).username(EMAIL).temporaryPassword(PASSWORD));
    var challenge =
        environment.anyone.initiateAuth(
            r ->
                r.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD)));
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    var answered =
        environment.anyone.respondToAuthChallenge(
            r ->
                r.clientId(client)
                    .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                    .session(challenge.session())
                    .challengeResponses(
                        Map.of("USERNAME", EMAIL, "NEW_PASSWORD", "Other!1password")));
    assertThat(answered.authenticationResult().idToken()).isNotNull();
    assertThat(signIn(client, "Other!1password").accessToken()).isNotNull();
    environment.admin.adminSetUserPassword(
        r -> r.userPoolId(pool).username(EMAIL).password(PASSWORD));
    environment.advance(Duration.ofDays(8));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> signIn(client, PASSWORD))
        .withMessageContaining("Temporary password has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "Sh0rt!, Password not long enough",
    "n0uppercase!, Password must have uppercase characters",
    "N0LOWERCASE!, Password must have lowercase characters",
    "NoNumbers!!, Password must have numeric characters",
    "N0symbolshere, Password must have symbol characters",
  })
  void refusesPasswordsThatThePolicyDoesNotAllow(String password, String reason) {
    user();
    assertThatExceptionOfType(InvalidPasswordException.class)
        .isThrownBy(
            () ->
                environment.admin.adminSetUserPassword(
                    r -> r.userPoolId(pool).username(EMAIL).password(password)))
        .withMessageContaining("Password did not conform with policy: " + reason);
  }

  @Test
  void anySymbolIsOne() {
    PasswordRules rules = new PasswordRules(PasswordRules.DEFAULT);
    for (char symbol : " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".toCharArray()) {
      assertThatNoException().isThrownBy(() -> rules.check("Passw0rd" + symbol + "x"));
    }
  }

  @Test
  void someoneSignsUpAndConfirmsTheAddress() {
    String client = client();
    String code =
        code(
            () -> {
              var signedUp =
                  environment.anyone.signUp(
                      r -> r.clientId(client).username(EMAIL).password(PASSWORD));
              assertThat(signedUp.userConfirmed()).isFalse();
              assertThat(signedUp.codeDeliveryDetails().destination()).isEqualTo("a***@e***");
            });
    assertThatExceptionOfType(UsernameExistsException.class)
        .isThrownBy(
            () ->
                environment.anyone.signUp(
                    r -> r.clientId(client).username(EMAIL).password(PASSWORD)));
    assertThatExceptionOfType(UserNotConfirmedException.class)
        .isThrownBy(() -> signIn(client, PASSWORD));
    String wrong = code.equals("000000") ? "000001" : "000000";
    assertThatExceptionOfType(CodeMismatchException.class)
        .isThrownBy(
            () ->
                environment.anyone.confirmSignUp(
                    r -> r.clientId(client).username(EMAIL).confirmationCode(wrong)));
    environment.anyone.confirmSignUp(
        r -> r.clientId(client).username(EMAIL).confirmationCode(code));
    AuthenticationResultType result = signIn(client, PASSWORD);
    assertThat(
            environment.anyone.getUser(r -> r.accessToken(result.accessToken())).userAttributes())
        .anyMatch(a -> a.name().equals("email_verified") && a.value().equals("true"));
  }

  @Test
  void aForgottenPasswordIsReplacedByACode() {
    String client = client();
    user();
    String code =
        code(() -> environment.anyone.forgotPassword(r -> r.clientId(client).username(EMAIL)));
    environment.anyone.confirmForgotPassword(
        r -> r.clientId(client).username(EMAIL).confirmationCode(code).password("New!2password"));
    AuthenticationResultType result = signIn(client, "New!2password");
    environment.anyone.changePassword(
        r ->
            r.accessToken(result.accessToken())
                .previousPassword("New!2password")
                .proposedPassword(PASSWORD));
    signIn(client, PASSWORD);
  }

  @Test
  void theClientsSecretIsProvenByAHash() throws Exception {
    UserPoolClientType client = client(r -> r.generateSecret(true));
    user();
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> signIn(client.clientId(), PASSWORD))
        .withMessageContaining("is configured with secret but SECRET_HASH was not received");
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(
        new javax.crypto.spec.SecretKeySpec(
            client.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String hash =
        Base64.getEncoder()
            .encodeToString(
                mac.doFinal((EMAIL + client.clientId()).getBytes(StandardCharsets.UTF_8)));
    Map<String, String> parameters =
        new TreeMap<>(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD, "SECRET_HASH", hash));
    var result =
        environment.anyone.initiateAuth(
            r ->
                r.clientId(client.clientId())
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(parameters));
    assertThat(result.authenticationResult().idToken()).isNotNull();
  }

  @Test
  void refreshesUntilRevokedOrSignedOut() {
    String client = client();
    user();
    AuthenticationResultType first = signIn(client, PASSWORD);
    AuthenticationResultType refreshed = refresh(client, first.refreshToken());
    assertThat(refreshed.refreshToken()).isNull();
    assertThat(refreshed.idToken()).isNotEqualTo(first.idToken());
    environment.anyone.revokeToken(r -> r.clientId(client).token(first.refreshToken()));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> refresh(client, first.refreshToken()));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> environment.anyone.getUser(r -> r.accessToken(refreshed.accessToken())))
        .withMessageContaining("Access Token has been revoked");
    AuthenticationResultType second = signIn(client, PASSWORD);
    environment.anyone.globalSignOut(r -> r.accessToken(second.accessToken()));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> refresh(client, second.refreshToken()));
  }

  private AuthenticationResultType refresh(String client, String token) {
    return environment
        .anyone
        .initiateAuth(
            r ->
                r.clientId(client)
                    .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                    .authParameters(Map.of("REFRESH_TOKEN", token)))
        .authenticationResult();
  }

  @Test
  void preSignUpHearsOfUsersAsAwsTellsIt() {
    pool =
        pool(
            r ->
                r.lambdaConfig(
                    c -> c.preSignUp("arn:aws:lambda:eu-west-1:000000000000:function:hook")));
    String created =
        environment
            .admin
            .adminCreateUser(r -> r.userPoolId(pool).username(EMAIL))
            .user()
            .username();
    JsonNode event = environment.events.getLast();
    assertThat(event.path("version").asText()).isEqualTo("1");
    assertThat(event.path("region").asText()).isEqualTo("eu-west-1");
    assertThat(event.path("userPoolId").asText()).isEqualTo(pool);
    assertThat(event.path("userName").asText()).isEqualTo(created);
    assertThat(event.path("triggerSource").asText()).isEqualTo("PreSignUp_AdminCreateUser");
    assertThat(event.at("/callerContext/clientId").asText()).isEqualTo("CLIENT_ID_NOT_APPLICABLE");
    assertThat(event.at("/request/userAttributes/email").asText()).isEqualTo(EMAIL);
    assertThat(event.at("/response/autoConfirmUser").isBoolean()).isTrue();
    assertThat(environment.callers.getLast())
        .isEqualTo(
            new Identity.Service(
                "cognito-idp.amazonaws.com",
                "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/" + pool,
                "000000000000"));
    environment.function =
        e -> {
          ((com.fasterxml.jackson.databind.node.ObjectNode) e.get("response"))
              .put("autoConfirmUser", true)
              .put("autoVerifyEmail", true);
          return Optional.of(e);
        };
    String client = client();
    assertThat(
            environment
                .anyone
                .signUp(r -> r.clientId(client).username("b@example.com").password(PASSWORD))
                .userConfirmed())
        .isTrue();
    assertThat(environment.events.getLast().path("triggerSource").asText())
        .isEqualTo("PreSignUp_SignUp");
    environment.function = e -> Optional.empty();
    assertThatExceptionOfType(UserLambdaValidationException.class)
        .isThrownBy(
            () ->
                environment.admin.adminCreateUser(
                    r -> r.userPoolId(pool).username("c@example.com")))
        .withMessageContaining("PreSignUp failed with error not you.");
    assertThatExceptionOfType(UserNotFoundException.class)
        .isThrownBy(
            () ->
                environment.admin.adminGetUser(r -> r.userPoolId(pool).username("c@example.com")));
  }

  @Test
  void preTokenGenerationChangesTheClaims() {
    pool = pool(r -> r.lambdaConfig(c -> c.preTokenGeneration("arn:f")));
    environment.function =
        e -> {
          ((com.fasterxml.jackson.databind.node.ObjectNode) e.get("response"))
              .putObject("claimsOverrideDetails")
              .putObject("claimsToAddOrOverride")
              .put("tenant", "t1");
          return Optional.of(e);
        };
    String client = client();
    user();
    assertThat(environment.cognito.verify(pool, signIn(client, PASSWORD).idToken()).orElseThrow())
        .containsEntry("tenant", "t1");
  }

  @Test
  void administratorsListDisableAndDeleteUsers() {
    String client = client();
    String name = user();
    assertThat(
            environment
                .admin
                .listUsers(r -> r.userPoolId(pool).filter("email = \"" + EMAIL + "\""))
                .users())
        .hasSize(1);
    assertThat(
            environment.admin.listUsers(r -> r.userPoolId(pool).filter("email ^= \"bob\"")).users())
        .isEmpty();
    assertThat(environment.admin.adminGetUser(r -> r.userPoolId(pool).username(name)).userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    environment.admin.adminDisableUser(r -> r.userPoolId(pool).username(EMAIL));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> signIn(client, PASSWORD))
        .withMessageContaining("User is disabled.");
    environment.admin.adminEnableUser(r -> r.userPoolId(pool).username(EMAIL));
    environment.admin.adminUpdateUserAttributes(
        r -> r.userPoolId(pool).username(name).userAttributes(attribute("email", "ann@other.org")));
    assertThatExceptionOfType(UserNotFoundException.class)
        .isThrownBy(() -> signIn(client, PASSWORD));
    environment.admin.adminDeleteUser(r -> r.userPoolId(pool).username("ann@other.org"));
    assertThatExceptionOfType(UserNotFoundException.class)
        .isThrownBy(() -> environment.admin.adminGetUser(r -> r.userPoolId(pool).username(name)));
  }

  @Test
  void refusesWhatItDoesNotHave() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> pool(r -> r.mfaConfiguration("ON")))
        .withMessageContaining("MfaConfiguration ON is not supported");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> pool(r -> r.lambdaConfig(c -> c.customMessage("arn:f"))))
        .withMessageContaining("LambdaConfig.CustomMessage is not supported");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> client(r -> r.callbackURLs("https://example.com")))
        .withMessageContaining("CallbackURLs is not supported");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () -> environment.admin.adminCreateUser(r -> r.userPoolId(pool).username("ann")))
        .withMessageContaining("Username should be an email.");
  }

  @Test
  void everythingIsThereAfterARestartAndNoPasswordIsKept() throws Exception {
    String client = client();
    user();
    AuthenticationResultType before = signIn(client, PASSWORD);
    environment.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(PASSWORD);
      }
    }
    environment = new Environment(directory);
    assertThat(environment.cognito.verify(pool, before.idToken())).isPresent();
    assertThat(refresh(client, before.refreshToken()).idToken()).isNotNull();
    assertThat(signIn(client, PASSWORD).idToken()).isNotNull();
    environment.admin.deleteUserPool(r -> r.userPoolId(pool));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> signIn(client, PASSWORD));
  }
}
