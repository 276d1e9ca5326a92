package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.wire.HttpRequest;
import java.util.Locale;

/** Who called, as events tell it in {@code requestContext.identity}. */
record Caller(Identity identity, Account account) {

  boolean signed() {
    return identity.accessKey().isPresent();
  }

  /** The unique id of the user, or of the role and its session. */
  String userId() {
    return switch (identity) {
      case Identity.Administrator administrator -> unique("AIDA", administrator.arn());
      case Identity.RoleSession session ->
          unique("AROA", session.roleArn()) + ":" + last(session.arn());
      case Identity.Service service -> service.principal();
      case Identity.Anonymous anonymous -> anonymous.arn();
    };
  }

  /** The identity of a REST request: members without a value are null. */
  ObjectNode rest(HttpRequest request) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putNull("cognitoIdentityPoolId");
    node.put("accountId", signed() ? account.id() : null);
    node.putNull("cognitoIdentityId");
    node.put("caller", signed() ? userId() : null);
    node.put("sourceIp", request.sourceIp());
    node.putNull("principalOrgId");
    node.put("accessKey", identity.accessKey().orElse(null));
    node.putNull("cognitoAuthenticationType");
    node.putNull("cognitoAuthenticationProvider");
    node.put("userArn", signed() ? identity.arn() : null);
    node.put("userAgent", request.headers().first("user-agent").orElse(null));
    node.put("user", signed() ? userId() : null);
    return node;
  }

  /** The identity of a WebSocket connection: members without a value are absent. */
  ObjectNode socket(HttpRequest request) {
    ObjectNode node = rest(request);
    node.properties().removeIf(entry -> entry.getValue().isNull());
    return node;
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String unique(String prefix, String arn) {
    return prefix
        + Ids.of(arn, 12).toUpperCase(Locale.ROOT)
        + Ids.of(arn + "/id", 5).toUpperCase(Locale.ROOT);
  }
}
