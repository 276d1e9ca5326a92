package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What API Gateway answers by itself, as far as an API customises it. */
record GatewayResponses(Map<ResponseType, Custom> customised) {

  static final GatewayResponses DEFAULT = new GatewayResponses(Map.of());

  private static final Map<String, String> BODY =
      Map.of("application/json", "{\"message\":$context.error.messageString}");

  /**
   * @param templates bodies by content type; API Gateway's own where there is none
   */
  record Custom(
      Optional<Integer> status, Map<String, Mapping> headers, Map<String, String> templates) {}

  HttpResponse answer(
      Refusal refusal,
      HttpRequest request,
      Map<String, String> pathParameters,
      Variables variables) {
    Custom custom = find(refusal.type());
    Variables all = withError(refusal, variables);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Map<String, String> templates = custom.templates().isEmpty() ? BODY : custom.templates();
    String type = contentType(request, templates);
    headers.put("Content-Type", List.of(type));
    headers.put("x-amzn-ErrorType", List.of(refusal.errorType()));
    custom
        .headers()
        .forEach(
            (name, mapping) ->
                mapping
                    .value(request, pathParameters, all)
                    .ifPresent(value -> replace(headers, name, value)));
    byte[] body = all.fill(templates.get(type), "").getBytes(StandardCharsets.UTF_8);
    return new HttpResponse(
        custom.status().orElse(refusal.type().status()), new Headers(headers), body);
  }

  private Custom find(ResponseType type) {
    Custom general =
        customised.getOrDefault(type.general(), new Custom(Optional.empty(), Map.of(), Map.of()));
    return customised.getOrDefault(type, general);
  }

  private static Variables withError(Refusal refusal, Variables variables) {
    Map<String, String> context = new HashMap<>(variables.context());
    context.put("error.message", refusal.getMessage());
    context.put("error.messageString", TextNode.valueOf(refusal.getMessage()).toString());
    context.put("error.responseType", refusal.type().name());
    return new Variables(context, variables.stage());
  }

  private static String contentType(HttpRequest request, Map<String, String> templates) {
    String accepted =
        request.headers().first("accept").map(accept -> accept.split("[,;]")[0].trim()).orElse("");
    if (templates.containsKey(accepted)) {
      return accepted;
    }
    return templates.containsKey("application/json")
        ? "application/json"
        : templates.keySet().iterator().next();
  }

  private static void replace(Map<String, List<String>> headers, String name, String value) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, List.of(value));
  }
}
