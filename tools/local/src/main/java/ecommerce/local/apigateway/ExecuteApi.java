package ecommerce.local.apigateway;

import ecommerce.local.Account;

/**
 * ARNs of what is called: {@code arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/…}, and of API
 * Gateway's own resources.
 */
record ExecuteApi(Account account) {

  static final String SERVICE = "execute-api";

  /** A method with its path, e.g. {@code API/dev/GET/orders/1}. */
  String method(String apiId, String stage, String method, String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return account.arn(SERVICE, apiId + "/" + stage + "/" + method + trimmed);
  }

  /** A route of a WebSocket API, e.g. {@code API/dev/$connect}. */
  String route(String apiId, String stage, String routeKey) {
    return account.arn(SERVICE, apiId + "/" + stage + "/" + routeKey);
  }

  /** A connection, e.g. {@code API/dev/POST/@connections/ID}. */
  String connection(String apiId, String stage, String method, String connectionId) {
    return account.arn(
        SERVICE, apiId + "/" + stage + "/" + method + "/@connections/" + connectionId);
  }

  /** A resource of the control plane, by its path, e.g. {@code /restapis/ID}. */
  String control(String path) {
    return "arn:" + Account.PARTITION + ":apigateway:" + account.region() + "::" + path;
  }

  /** The host that clients use on AWS. */
  String domain(String apiId) {
    return apiId + "." + SERVICE + "." + account.region() + ".amazonaws.com";
  }
}
