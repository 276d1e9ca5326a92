package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.Endpoints;
import ecommerce.local.Roles;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the tools of a build find the credentials of its role, always fresh: an address and a token
 * in its variables, as ECS gives them. Closed when the build ends.
 */
final class CredentialsEndpoint implements PathService {

  private static final String PATH = "/codebuild-credentials/";

  private record Open(String token, Role role) {}

  private final Endpoints endpoints;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  CredentialsEndpoint(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** The variables by which a build's tools find them. */
  Map<String, String> open(String build, Role role) {
    String id = build.substring(build.indexOf(':') + 1);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(id, new Open(token, role));
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoints.url() + PATH + id,
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        token);
  }

  void close(String build) {
    open.remove(build.substring(build.indexOf(':') + 1));
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Optional<Open> found =
        Optional.ofNullable(open.get(request.path().substring(PATH.length())))
            .filter(one -> holds(one.token(), request.headers().first("authorization").orElse("")));
    if (found.isEmpty()) {
      return HttpResponse.empty(403);
    }
    Roles.Credentials credentials = found.get().role().credentials();
    return HttpResponse.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("AccessKeyId", credentials.accessKeyId())
            .put("SecretAccessKey", credentials.secretAccessKey())
            .put("Token", credentials.sessionToken())
            .put("Expiration", credentials.expires().toString()));
  }

  private static boolean holds(String token, String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
