package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who asks, once that is proven. */
sealed interface Caller {

  /** As AppSync's authentication types are named. */
  String mode();

  /** As {@code ctx.identity}. */
  JsonNode identity(String sourceIp);

  /** Whoever has a key of the API. */
  record KeyHolder() implements Caller {
    @Override
    public String mode() {
      return "API_KEY";
    }

    @Override
    public JsonNode identity(String sourceIp) {
      return NullNode.instance;
    }
  }

  /** A user of a pool, by the claims of a valid token. */
  record User(Map<String, Object> claims) implements Caller {
    @Override
    public String mode() {
      return "AMAZON_COGNITO_USER_POOLS";
    }

    List<String> groups() {
      return claims.get("cognito:groups") instanceof Collection<?> groups
          ? groups.stream().map(Object::toString).toList()
          : List.of();
    }

    @Override
    public JsonNode identity(String sourceIp) {
      ObjectNode all = (ObjectNode) Json.tree(claims);
      ObjectNode identity = JsonNodeFactory.instance.objectNode();
      identity.set("claims", all);
      identity.put("defaultAuthStrategy", "ALLOW");
      ArrayNode groups = JsonNodeFactory.instance.arrayNode();
      groups().forEach(groups::add);
      identity.set("groups", groups.isEmpty() ? NullNode.instance : groups);
      identity.set("issuer", all.path("iss"));
      identity.putArray("sourceIp").add(sourceIp);
      identity.set("sub", all.path("sub"));
      return identity.set(
          "username",
          all.has("cognito:username") ? all.get("cognito:username") : all.path("username"));
    }
  }

  /** An identity of the account, by a signature. */
  record Signer(Identity principal, String accountId) implements Caller {
    @Override
    public String mode() {
      return "AWS_IAM";
    }

    @Override
    public JsonNode identity(String sourceIp) {
      ObjectNode identity = JsonNodeFactory.instance.objectNode();
      identity.put("accountId", accountId);
      for (String name :
          List.of(
              "cognitoIdentityPoolId",
              "cognitoIdentityId",
              "cognitoIdentityAuthType",
              "cognitoIdentityAuthProvider")) {
        identity.putNull(name);
      }
      identity.putArray("sourceIp").add(sourceIp);
      identity.put("username", principal.accessKey().orElse(""));
      return identity.put("userArn", principal.arn());
    }
  }
}
