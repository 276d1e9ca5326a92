package ecommerce.lint;

import java.util.ArrayList;
import java.util.List;

/** Who may call which method of which API: what it asks for, and the roles that have it. */
final class CallsTable {

  private CallsTable() {}

  static MarkdownTable of(Checkout checkout) {
    MarkdownTable table =
        new MarkdownTable(
            "Calls of APIs", "API", "call", "asks for", "answered by", "roles that may call it");
    for (ServiceFolder service : checkout.services()) {
      for (StackResource api : service.stack().resources("AWS::ApiGateway::RestApi")) {
        for (OpenApiMethod method : OpenApiMethod.of(api)) {
          if (!method.verb().equals("options")) {
            table.row(
                service.name(),
                "`" + method + "`",
                method.signed() ? "a signature (IAM)" : "nothing",
                InvocationTarget.of(service.stack(), method.integrationUri())
                    .map(InvocationTarget::toString)
                    .orElse(""),
                callers(checkout, service, method));
          }
        }
      }
      for (StackResource route : service.stack().resources("AWS::ApiGatewayV2::Route")) {
        table.row(
            service.name(),
            "WebSocket `" + route.text("RouteKey") + "`",
            route.text("AuthorizationType").equals("AWS_IAM")
                ? "a signature (IAM)"
                : route.text("RouteKey").equals("$connect") ? "nothing" : "an open connection",
            service
                .stack()
                .named(route.text("Target"))
                .flatMap(
                    found -> InvocationTarget.of(service.stack(), found.text("IntegrationUri")))
                .map(InvocationTarget::toString)
                .orElse(""),
            "");
      }
    }
    return table;
  }

  private static String callers(Checkout checkout, ServiceFolder api, OpenApiMethod method) {
    if (!method.signed()) {
      return "anyone";
    }
    String arn =
        Symbols.ssm("/ecommerce/" + Symbols.ENVIRONMENT + "/" + api.name() + "/api/arn")
            + "/"
            + method.verb().toUpperCase(java.util.Locale.ROOT)
            + method.path();
    List<String> callers = new ArrayList<>();
    for (ServiceFolder service : checkout.services()) {
      for (Grant grant : Grant.of(service.stack())) {
        if (grant.allows("execute-api:Invoke", arn)) {
          callers.add(Spoken.holder(service, grant.role()));
        }
      }
    }
    return String.join(", ", callers);
  }
}
