package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** Makes ID and access tokens: RS256, with the claims that Cognito gives them. */
final class TokenIssuer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final Triggers triggers;

  TokenIssuer(InstantSource clock, Triggers triggers) {
    this.clock = clock;
    this.triggers = triggers;
  }

  /**
   * What tokens are made for.
   *
   * @param source what led to it, as the PreTokenGeneration trigger is told
   */
  record Occasion(
      Pool pool,
      Client client,
      User user,
      SignIns.Entry signIn,
      String source,
      Map<String, String> metadata) {}

  AuthenticationResultType.Builder issue(Occasion occasion) {
    JsonNode override = override(occasion);
    List<String> groups = groups(occasion.user(), override);
    String eventId = UUID.randomUUID().toString();
    Client client = occasion.client();
    return AuthenticationResultType.builder()
        .idToken(sign(occasion.pool(), idClaims(occasion, groups, eventId, override)))
        .accessToken(sign(occasion.pool(), accessClaims(occasion, groups, eventId)))
        .expiresIn((int) client.accessValidity().toSeconds())
        .tokenType("Bearer");
  }

  private JWTClaimsSet idClaims(
      Occasion occasion, List<String> groups, String eventId, JsonNode override) {
    User user = occasion.user();
    JWTClaimsSet.Builder claims =
        common(occasion, groups, eventId, "id", occasion.client().idValidity());
    claims.audience(occasion.client().id()).claim("cognito:username", user.username());
    for (String name : occasion.client().readable(user.attributes().keySet())) {
      claims.claim(name, value(name, user.attributes().get(name)));
    }
    override
        .path("claimsToAddOrOverride")
        .properties()
        .forEach(e -> claims.claim(e.getKey(), e.getValue().asText()));
    override.path("claimsToSuppress").forEach(name -> claims.claim(name.asText(), null));
    return claims.build();
  }

  private static Object value(String name, String value) {
    return name.endsWith("_verified") ? (Object) Boolean.parseBoolean(value) : value;
  }

  private JWTClaimsSet accessClaims(Occasion occasion, List<String> groups, String eventId) {
    return common(occasion, groups, eventId, "access", occasion.client().accessValidity())
        .claim("client_id", occasion.client().id())
        .claim("scope", "aws.cognito.signin.user.admin")
        .claim("username", occasion.user().username())
        .build();
  }

  private JWTClaimsSet.Builder common(
      Occasion occasion, List<String> groups, String eventId, String use, Duration validity) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(occasion.user().sub())
            .issuer(occasion.pool().issuer())
            .claim("token_use", use)
            .claim("auth_time", occasion.signIn().since().getEpochSecond())
            .claim("event_id", eventId)
            .claim("origin_jti", occasion.signIn().id())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validity)));
    return groups.isEmpty() ? claims : claims.claim("cognito:groups", groups);
  }

  private static String sign(Pool pool, JWTClaimsSet claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(pool.key().getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(pool.key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }

  private JsonNode override(Occasion occasion) {
    User user = occasion.user();
    ObjectNode request = Triggers.with(Triggers.about(user), "clientMetadata", occasion.metadata());
    ObjectNode groups = request.putObject("groupConfiguration");
    groups.set("groupsToOverride", JSON.valueToTree(user.groups()));
    groups.putArray("iamRolesToOverride");
    groups.putNull("preferredRole");
    ObjectNode response = JsonNodeFactory.instance.objectNode().putNull("claimsOverrideDetails");
    Optional<JsonNode> answer =
        triggers.run(
            occasion.pool(),
            Trigger.PRE_TOKEN_GENERATION,
            new Triggers.Call(
                occasion.source(), occasion.client().id(), user.username(), request, response));
    return answer
        .map(r -> r.path("claimsOverrideDetails"))
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static List<String> groups(User user, JsonNode override) {
    JsonNode changed = override.path("groupOverrideDetails").path("groupsToOverride");
    if (!changed.isArray()) {
      return List.copyOf(user.groups());
    }
    List<String> groups = new ArrayList<>();
    changed.forEach(group -> groups.add(group.asText()));
    return groups;
  }
}
