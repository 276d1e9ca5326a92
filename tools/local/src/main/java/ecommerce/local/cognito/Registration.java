package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** How a user comes into a pool, by itself or by an administrator. */
record Registration(Users users, Triggers triggers, InstantSource clock) {

  /**
   * Someone who wants to be a user.
   *
   * @param username the user's own name in the pool: a UUID where users sign in with an attribute
   */
  record Candidate(String username, Map<String, String> attributes) {

    User user(Pool pool, UserStatusType status, InstantSource clock) {
      return User.of(pool.id(), username, attributes, status, clock.instant());
    }
  }

  /** Checks a new user's name and attributes; {@code sub} is made here. */
  Candidate candidate(Pool pool, String name, Map<String, String> given) {
    Map<String, String> attributes = new TreeMap<>(given);
    String sub = UUID.randomUUID().toString();
    String username = name;
    if (pool.usernameAttributes().contains("email")) {
      if (!name.matches("[^@\\s]+@[^@\\s]+")) {
        throw Refusal.invalid("Username should be an email.");
      }
      if (!attributes.getOrDefault("email", name).equalsIgnoreCase(name)) {
        throw Refusal.invalid("Username should be the same as the email attribute.");
      }
      attributes.putIfAbsent("email", name);
      username = sub;
    }
    pool.attributeRules().checkNew(attributes);
    users.requireFree(pool, username, attributes);
    attributes.put("sub", sub);
    return new Candidate(username, attributes);
  }

  /** What the PreSignUp trigger said. */
  record Admission(boolean confirm, boolean verifyEmail) {}

  Admission preSignUp(
      Pool pool,
      Candidate candidate,
      String source,
      String clientId,
      Map<String, String> validationData,
      Map<String, String> metadata) {
    Map<String, String> attributes = new TreeMap<>(candidate.attributes());
    attributes.remove("sub");
    ObjectNode request = Triggers.about(attributes);
    Triggers.with(request, "validationData", validationData);
    Triggers.with(request, "clientMetadata", metadata);
    if (!request.has("validationData")) {
      request.putNull("validationData");
    }
    ObjectNode response =
        JsonNodeFactory.instance
            .objectNode()
            .put("autoConfirmUser", false)
            .put("autoVerifyEmail", false)
            .put("autoVerifyPhone", false);
    Optional<JsonNode> answer =
        triggers.run(
            pool,
            Trigger.PRE_SIGN_UP,
            new Triggers.Call(source, clientId, candidate.username(), request, response));
    boolean confirm = answer.filter(r -> r.path("autoConfirmUser").asBoolean()).isPresent();
    boolean verify = answer.filter(r -> r.path("autoVerifyEmail").asBoolean()).isPresent();
    return new Admission(confirm, verify && candidate.attributes().containsKey("email"));
  }

  void postConfirmation(
      Pool pool, User user, String source, String clientId, Map<String, String> metadata) {
    ObjectNode request = Triggers.with(Triggers.about(user), "clientMetadata", metadata);
    triggers.run(
        pool,
        Trigger.POST_CONFIRMATION,
        new Triggers.Call(
            source, clientId, user.username(), request, JsonNodeFactory.instance.objectNode()));
  }
}
