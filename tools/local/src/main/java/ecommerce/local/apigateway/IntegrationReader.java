package ecommerce.local.apigateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Understands {@code x-amazon-apigateway-integration}: Lambda proxies and mocks. */
final class IntegrationReader {

  private static final Set<String> LAMBDA =
      Set.of(
          "type",
          "httpMethod",
          "uri",
          "timeoutInMillis",
          "passthroughBehavior",
          "contentHandling",
          "connectionType",
          "payloadFormatVersion",
          "responses",
          "requestTemplates",
          "cacheNamespace",
          "cacheKeyParameters");
  private static final Set<String> MOCK =
      Set.of(
          "type",
          "httpMethod",
          "passthroughBehavior",
          "contentHandling",
          "requestTemplates",
          "responses",
          "timeoutInMillis",
          "cacheNamespace",
          "cacheKeyParameters",
          "connectionType");
  private static final String HEADER = "method.response.header.";

  private IntegrationReader() {}

  static Integration read(Spot integration, Spot operation) {
    if (!integration.exists()) {
      return new Integration.Missing();
    }
    String type = integration.at("type").requiredText().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "aws_proxy" -> lambda(integration);
      case "mock" -> mock(integration, operation);
      default ->
          throw integration
              .at("type")
              .wrong("is " + type + "; only aws_proxy (to Lambda) and mock are supported");
    };
  }

  private static Integration lambda(Spot integration) {
    integration.allow(LAMBDA);
    if (!integration.at("httpMethod").requiredText().equals("POST")) {
      throw integration.at("httpMethod").wrong("must be POST: that is how Lambda is invoked");
    }
    Spot uri = integration.at("uri");
    LambdaUri function =
        LambdaUri.parse(uri.requiredText())
            .orElseThrow(
                () ->
                    uri.wrong(
                        "must be"
                            + " arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations"));
    return new Integration.Lambda(function, limit(integration.at("timeoutInMillis")));
  }

  private static Duration limit(Spot timeout) {
    if (!timeout.exists()) {
      return Functions.LIMIT;
    }
    int millis = timeout.number();
    if (millis < 50 || millis > Functions.LIMIT.toMillis()) {
      throw timeout.wrong("must be between 50 and 29000");
    }
    return Duration.ofMillis(millis);
  }

  private static Integration mock(Spot integration, Spot operation) {
    integration.allow(MOCK);
    Spot responses = integration.at("responses");
    Map<String, Integration.Answer> answers = new HashMap<>();
    for (String pattern : responses.names()) {
      answers.put(pattern, answer(responses.at(pattern), operation.at("responses")));
    }
    String passthrough =
        integration
            .at("passthroughBehavior")
            .text()
            .orElse("when_no_match")
            .toUpperCase(Locale.ROOT);
    return new Integration.Mock(
        templates(integration.at("requestTemplates")), passthrough, answers);
  }

  private static Integration.Answer answer(Spot answer, Spot declared) {
    answer.allow(Set.of("statusCode", "responseParameters", "responseTemplates"));
    Spot response = declared.at(answer.at("statusCode").requiredText());
    if (!response.exists()) {
      throw answer
          .at("statusCode")
          .wrong(
              "is "
                  + answer.at("statusCode").requiredText()
                  + ", which the operation's responses do not declare");
    }
    Map<String, Mapping> headers = new HashMap<>();
    Spot parameters = answer.at("responseParameters");
    for (String name : parameters.names()) {
      headers.put(header(parameters.at(name), name, response), mapping(parameters.at(name)));
    }
    return new Integration.Answer(
        answer.at("statusCode").number(), headers, templates(answer.at("responseTemplates")));
  }

  private static String header(Spot parameter, String name, Spot response) {
    String header = name.startsWith(HEADER) ? name.substring(HEADER.length()) : "";
    if (header.isEmpty()) {
      throw parameter.wrong("must be named " + HEADER + "NAME");
    }
    if (response.at("headers").names().stream().noneMatch(header::equalsIgnoreCase)
        && !response.at("headers").at(header).exists()) {
      throw parameter.wrong(
          "sets a header that "
              + response.place()
              + ".headers does not declare, which API Gateway refuses");
    }
    return header;
  }

  static Mapping mapping(Spot expression) {
    return Mapping.parse(expression.requiredText())
        .orElseThrow(
            () -> expression.wrong("is not supported; 'text', method.request.… and context.… are"));
  }

  static Map<String, String> templates(Spot templates) {
    Map<String, String> texts = templates.texts();
    texts.forEach(
        (type, template) -> {
          if (!Variables.understands(template)) {
            throw templates
                .at(type)
                .wrong("has more than text, $context and $stageVariables, which is not supported");
          }
        });
    return texts;
  }
}
