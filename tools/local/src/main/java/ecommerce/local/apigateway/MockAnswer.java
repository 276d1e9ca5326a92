package ecommerce.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers for mock integrations: the request template says the status, which selects the answer.
 */
record MockAnswer(Integration.Mock mock) {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /**
   * @throws Refusal where no template fits the content type, or its statusCode selects no answer
   */
  HttpResponse to(Exchange exchange) {
    Variables variables = exchange.variables();
    int status = status(variables.fill(requestTemplate(exchange.request()), ""));
    Integration.Answer answer = select(Integer.toString(status));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    String type = contentType(answer);
    headers.put("content-type", List.of(type));
    answer
        .headers()
        .forEach(
            (name, mapping) ->
                mapping
                    .value(exchange.request(), exchange.pathParameters(), variables)
                    .ifPresent(
                        value ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), List.of(value))));
    String body = variables.fill(answer.templates().getOrDefault(type, ""), "");
    return new HttpResponse(
        answer.status(), new Headers(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  private String requestTemplate(HttpRequest request) {
    String type =
        request
            .headers()
            .first("content-type")
            .map(t -> t.split(";")[0].trim())
            .orElse("application/json");
    String template =
        mock.requestTemplates().getOrDefault(type, mock.requestTemplates().get("$default"));
    if (template != null) {
      return template;
    }
    boolean passes =
        switch (mock.passthrough()) {
          case "NEVER" -> false;
          case "WHEN_NO_TEMPLATES" -> mock.requestTemplates().isEmpty();
          default -> true;
        };
    if (!passes) {
      throw new Refusal(ResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
    }
    return request.text();
  }

  private static int status(String json) {
    try {
      int status = LENIENT.readTree(json).path("statusCode").asInt();
      if (status != 0) {
        return status;
      }
    } catch (JsonProcessingException e) {
      // As without a status.
    }
    throw new Refusal(ResponseType.API_CONFIGURATION_ERROR, "Internal server error");
  }

  private Integration.Answer select(String status) {
    Optional<Integration.Answer> byPattern =
        mock.answers().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("default") && status.matches(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return byPattern
        .or(() -> Optional.ofNullable(mock.answers().get("default")))
        .orElseThrow(
            () -> new Refusal(ResponseType.API_CONFIGURATION_ERROR, "Internal server error"));
  }

  private static String contentType(Integration.Answer answer) {
    boolean json =
        answer.templates().isEmpty() || answer.templates().containsKey("application/json");
    return json ? "application/json" : answer.templates().keySet().iterator().next();
  }
}
