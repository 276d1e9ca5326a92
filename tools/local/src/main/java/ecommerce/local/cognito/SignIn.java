package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Signs users in: by password, by SRP, by answering challenges, by refresh token. */
final class SignIn {

  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(3);

  /** What a step of signing in comes to. */
  sealed interface Outcome {
    record Done(AuthenticationResultType result) implements Outcome {}

    record Challenged(
        ChallengeNameType name, Optional<String> session, Map<String, String> parameters)
        implements Outcome {}
  }

  /** Who tries: a client of a pool, with the parameters of its request. */
  record Attempt(
      Pool pool, Client client, Map<String, String> parameters, Map<String, String> metadata) {

    String required(String name) {
      String value = parameters.get(name);
      if (value == null || value.isEmpty()) {
        throw Refusal.invalid("Missing required parameter " + name);
      }
      return value;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Users users;
  private final SignIns signIns;
  private final Challenges challenges;
  private final TokenIssuer tokens;
  private final Triggers triggers;
  private final InstantSource clock;
  private final Random random;

  SignIn(
      Users users,
      SignIns signIns,
      Challenges challenges,
      TokenIssuer tokens,
      Triggers triggers,
      InstantSource clock,
      Random random) {
    this.users = users;
    this.signIns = signIns;
    this.challenges = challenges;
    this.tokens = tokens;
    this.triggers = triggers;
    this.clock = clock;
    this.random = random;
  }

  Outcome byPassword(Attempt attempt) {
    String username = attempt.required("USERNAME");
    String password = attempt.required("PASSWORD");
    attempt.client().checkSecretHash(username, attempt.parameters().get("SECRET_HASH"));
    User user = users.find(attempt.pool(), username).orElseThrow(() -> unknownUser(attempt));
    before(attempt, user);
    boolean right =
        user.password()
            .filter(hash -> hash.matches(attempt.pool().name(), user.username(), password))
            .isPresent();
    if (!right) {
      throw Refusal.wrongPassword();
    }
    return proven(attempt, user);
  }

  Outcome beginSrp(Attempt attempt) {
    String username = attempt.required("USERNAME");
    String publicValue = attempt.required("SRP_A");
    attempt.client().checkSecretHash(username, attempt.parameters().get("SECRET_HASH"));
    Optional<User> user = users.find(attempt.pool(), username);
    if (user.isEmpty() && !attempt.client().hidesUsers()) {
      throw unknownUser(attempt);
    }
    user.ifPresent(found -> before(attempt, found));
    String userId = user.map(User::username).orElse(username);
    PasswordHash password =
        user.flatMap(User::password)
            .orElseGet(() -> attempt.pool().hash(userId, random.token(16), random));
    SrpExchange exchange =
        new SrpExchange(
            attempt.pool().name(), userId, password, Srp.number(publicValue), random.number(256));
    String block =
        challenges.put(
            new Challenges.Password(attempt.client().id(), userId, exchange, user.isPresent()),
            USUAL_PATIENCE);
    return new Outcome.Challenged(
        ChallengeNameType.PASSWORD_VERIFIER,
        Optional.empty(),
        Map.of(
            "SALT", password.salt(),
            "SECRET_BLOCK", block,
            "SRP_B", Srp.hex(exchange.serverPublic()),
            "USERNAME", userId,
            "USER_ID_FOR_SRP", userId));
  }

  Outcome proveSrp(Attempt attempt) {
    attempt
        .client()
        .checkSecretHash(attempt.required("USERNAME"), attempt.parameters().get("SECRET_HASH"));
    String block = attempt.required("PASSWORD_CLAIM_SECRET_BLOCK");
    Challenges.Password challenge =
        challenges
            .take(block, Challenges.Password.class)
            .filter(found -> found.clientId().equals(attempt.client().id()))
            .orElseThrow(Refusal::wrongPassword);
    boolean proven =
        challenge
            .exchange()
            .proven(
                attempt.required("PASSWORD_CLAIM_SIGNATURE"), block, attempt.required("TIMESTAMP"));
    if (!proven || !challenge.known()) {
      throw Refusal.wrongPassword();
    }
    return proven(attempt, users.get(attempt.pool(), challenge.username()));
  }

  Outcome newPassword(Attempt attempt, String session) {
    attempt
        .client()
        .checkSecretHash(attempt.required("USERNAME"), attempt.parameters().get("SECRET_HASH"));
    String password = attempt.required("NEW_PASSWORD");
    Pool pool = attempt.pool();
    pool.passwordRules().check(password);
    Map<String, String> attributes = new TreeMap<>();
    attempt
        .parameters()
        .forEach(
            (name, value) -> {
              if (name.startsWith("userAttributes.")) {
                attributes.put(name.substring("userAttributes.".length()), value);
              }
            });
    pool.attributeRules().checkUpdate(attributes);
    Challenges.NewPassword challenge =
        challenges
            .take(session, Challenges.NewPassword.class)
            .filter(found -> found.clientId().equals(attempt.client().id()))
            .orElseThrow(() -> Refusal.notAuthorized("Invalid session for the user."));
    User user = users.get(pool, challenge.username());
    PasswordHash hash = pool.hash(user, password, random);
    User changed =
        users.change(
            pool,
            user,
            current ->
                current
                    .withAttributes(attributes, clock.instant())
                    .withPassword(
                        hash, UserStatusType.CONFIRMED, Optional.empty(), clock.instant()));
    return done(attempt, changed, "TokenGeneration_NewPasswordChallenge");
  }

  Outcome refresh(Attempt attempt) {
    SignIns.Entry entry =
        signIns
            .of(attempt.required("REFRESH_TOKEN"))
            .filter(found -> found.clientId().equals(attempt.client().id()))
            .orElseThrow(() -> Refusal.notAuthorized("Invalid Refresh Token"));
    if (!entry.expires().isAfter(clock.instant())) {
      throw Refusal.notAuthorized("Refresh Token has expired");
    }
    attempt.client().checkSecretHash(entry.username(), attempt.parameters().get("SECRET_HASH"));
    User user = users.find(attempt.pool(), entry.username()).orElseThrow(() -> Refusal.noUser());
    requireEnabled(user);
    TokenIssuer.Occasion occasion =
        new TokenIssuer.Occasion(
            attempt.pool(),
            attempt.client(),
            user,
            entry,
            "TokenGeneration_RefreshTokens",
            attempt.metadata());
    return new Outcome.Done(tokens.issue(occasion).build());
  }

  private void before(Attempt attempt, User user) {
    requireEnabled(user);
    ObjectNode request = Triggers.with(Triggers.about(user), "validationData", attempt.metadata());
    call(attempt, user, Trigger.PRE_AUTHENTICATION, "PreAuthentication_Authentication", request);
  }

  private Outcome proven(Attempt attempt, User user) {
    requireEnabled(user);
    return switch (user.status()) {
      case UNCONFIRMED ->
          throw Refusal.with(UserNotConfirmedException.builder().message("User is not confirmed."));
      case RESET_REQUIRED ->
          throw Refusal.with(
              PasswordResetRequiredException.builder()
                  .message("Password reset required for the user"));
      case FORCE_CHANGE_PASSWORD -> challengeNewPassword(attempt, user);
      default -> done(attempt, user, "TokenGeneration_Authentication");
    };
  }

  private Outcome challengeNewPassword(Attempt attempt, User user) {
    if (user.temporaryUntil().filter(until -> until.isBefore(clock.instant())).isPresent()) {
      throw Refusal.notAuthorized(
          "Temporary password has expired and must be reset by an administrator.");
    }
    Integer minutes = attempt.client().type().authSessionValidity();
    Duration patience = minutes == null ? USUAL_PATIENCE : Duration.ofMinutes(minutes);
    String session =
        challenges.put(
            new Challenges.NewPassword(attempt.client().id(), user.username()), patience);
    Map<String, String> attributes = new TreeMap<>(user.attributes());
    attributes.remove("sub");
    return new Outcome.Challenged(
        ChallengeNameType.NEW_PASSWORD_REQUIRED,
        Optional.of(session),
        Map.of(
            "USER_ID_FOR_SRP", user.username(),
            "requiredAttributes", "[]",
            "userAttributes", JSON.valueToTree(attributes).toString()));
  }

  private Outcome done(Attempt attempt, User user, String source) {
    Client client = attempt.client();
    SignIns.Begun begun = signIns.begin(client, user, client.refreshValidity());
    TokenIssuer.Occasion occasion =
        new TokenIssuer.Occasion(
            attempt.pool(), client, user, begun.entry(), source, attempt.metadata());
    AuthenticationResultType result =
        tokens.issue(occasion).refreshToken(begun.refreshToken()).build();
    ObjectNode request = Triggers.with(Triggers.about(user), "clientMetadata", attempt.metadata());
    request.put("newDeviceUsed", false);
    call(attempt, user, Trigger.POST_AUTHENTICATION, "PostAuthentication_Authentication", request);
    return new Outcome.Done(result);
  }

  private void call(
      Attempt attempt, User user, Trigger trigger, String source, ObjectNode request) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    triggers.run(
        attempt.pool(),
        trigger,
        new Triggers.Call(source, attempt.client().id(), user.username(), request, response));
  }

  private static void requireEnabled(User user) {
    if (!user.enabled()) {
      throw Refusal.notAuthorized("User is disabled.");
    }
  }

  private static CognitoIdentityProviderException unknownUser(Attempt attempt) {
    return attempt.client().hidesUsers() ? Refusal.wrongPassword() : Refusal.noUser();
  }
}
