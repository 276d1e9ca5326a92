package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * Whom actions act as: the pipeline's role, or the action's own, which the pipeline's role assumes.
 * Sessions carry the pipeline's name and are renewed before they expire.
 */
final class Sessions {

  static final String PRINCIPAL = "codepipeline.amazonaws.com";

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final int LONGEST_NAME = 64;

  private record Key(String pipeline, String pipelineRole, String role) {}

  private final Arns arns;
  private final Roles roles;
  private final Api api;
  private final InstantSource clock;
  private final Map<Key, Roles.Credentials> sessions = new ConcurrentHashMap<>();

  Sessions(Arns arns, Roles roles, Api api, InstantSource clock) {
    this.arns = arns;
    this.roles = roles;
    this.api = api;
    this.clock = clock;
  }

  /**
   * @throws ecommerce.local.AccessDenied where the pipeline's role cannot be assumed
   * @throws ecommerce.local.wire.Fault where the action's own cannot
   */
  Roles.Credentials of(Structure structure, ActionDeclaration action) {
    String own = structure.declaration().roleArn();
    String role = action.roleArn() == null ? own : action.roleArn();
    Key key = new Key(structure.name(), own, role);
    Roles.Credentials known = sessions.get(key);
    if (known != null && clock.instant().isBefore(known.expires().minus(MARGIN))) {
      return known;
    }
    Roles.Credentials issued =
        roles.assume(
            own,
            name(structure),
            new Identity.Service(PRINCIPAL, arns.pipeline(structure.name()), arns.account().id()),
            LENGTH);
    if (!role.equals(own)) {
      issued = assumed(issued.identity(), role, name(structure));
    }
    sessions.put(key, issued);
    return issued;
  }

  private static String name(Structure structure) {
    String name = structure.name().length() < 2 ? structure.name() + "-" : structure.name();
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private Roles.Credentials assumed(Identity pipeline, String role, String name) {
    JsonNode answer =
        api.call(
            pipeline,
            "sts",
            "AssumeRole",
            JsonNodeFactory.instance
                .objectNode()
                .put("RoleArn", role)
                .put("RoleSessionName", name));
    JsonNode credentials = answer.path("Credentials");
    String accessKey = credentials.path("AccessKeyId").asText();
    return new Roles.Credentials(
        accessKey,
        credentials.path("SecretAccessKey").asText(),
        credentials.path("SessionToken").asText(),
        Instant.ofEpochSecond(credentials.path("Expiration").asLong()),
        new Identity.RoleSession(
            role, answer.path("AssumedRoleUser").path("Arn").asText(), accessKey));
  }
}
