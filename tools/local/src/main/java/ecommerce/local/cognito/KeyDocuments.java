package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import ecommerce.local.Endpoints;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /POOL/.well-known/jwks.json} and {@code openid-configuration}: what others verify tokens
 * with.
 */
final class KeyDocuments implements PathService {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile(
          "/([a-z0-9-]+_[A-Za-z0-9]+)/\\.well-known/(jwks\\.json|openid-configuration)");

  private final Pools pools;
  private final Endpoints endpoints;

  KeyDocuments(Pools pools, Endpoints endpoints) {
    this.pools = pools;
    this.endpoints = endpoints;
  }

  @Override
  public boolean owns(String path) {
    return PATH.matcher(path).matches();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Matcher matcher = PATH.matcher(request.path());
    Optional<Pool> pool = matcher.matches() ? pools.find(matcher.group(1)) : Optional.empty();
    if (pool.isEmpty()) {
      return HttpResponse.json(
          404, JsonNodeFactory.instance.objectNode().put("message", "User pool does not exist."));
    }
    boolean keys = matcher.group(2).equals("jwks.json");
    return HttpResponse.json(200, keys ? keys(pool.get()) : configuration(pool.get()));
  }

  private static ObjectNode keys(Pool pool) {
    return JSON.valueToTree(new JWKSet(pool.key().toPublicJWK()).toJSONObject(true));
  }

  /** The issuer is AWS's address, as in the tokens; the keys are here. */
  private ObjectNode configuration(Pool pool) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    configuration.put("issuer", pool.issuer());
    configuration.put("jwks_uri", endpoints.url() + "/" + pool.id() + "/.well-known/jwks.json");
    configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
    configuration.putArray("subject_types_supported").add("public");
    configuration.putArray("response_types_supported").add("code").add("token");
    return configuration;
  }
}
