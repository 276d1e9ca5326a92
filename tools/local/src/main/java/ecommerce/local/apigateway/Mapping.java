package ecommerce.local.apigateway;

import ecommerce.local.wire.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a header of an answer takes its value from: {@code '*'}, {@code
 * method.request.header.Origin}, {@code context.requestId}.
 */
sealed interface Mapping {

  Pattern LITERAL = Pattern.compile("'(.*)'", Pattern.DOTALL);
  Pattern REQUEST =
      Pattern.compile("method\\.request\\.(header|querystring|path)\\.([A-Za-z0-9_.-]+)");
  Pattern VARIABLE = Pattern.compile("(context|stageVariables)\\.([A-Za-z0-9_.-]+)");

  record Literal(String text) implements Mapping {}

  /**
   * @param location {@code header}, {@code querystring} or {@code path}
   */
  record FromRequest(String location, String name) implements Mapping {}

  record FromVariable(String reference) implements Mapping {}

  /** Empty where the expression is none of these. */
  static Optional<Mapping> parse(String expression) {
    Matcher literal = LITERAL.matcher(expression);
    if (literal.matches()) {
      return Optional.of(new Literal(literal.group(1)));
    }
    Matcher request = REQUEST.matcher(expression);
    if (request.matches()) {
      return Optional.of(new FromRequest(request.group(1), request.group(2)));
    }
    return VARIABLE.matcher(expression).matches()
        ? Optional.of(new FromVariable(expression))
        : Optional.empty();
  }

  /** The value; empty where the request has none. */
  default Optional<String> value(
      HttpRequest request, Map<String, String> pathParameters, Variables variables) {
    return switch (this) {
      case Literal literal -> Optional.of(literal.text());
      case FromVariable variable ->
          Optional.of(variables.fill("${" + variable.reference() + "}", ""));
      case FromRequest from ->
          switch (from.location()) {
            case "header" -> request.headers().first(from.name());
            case "path" -> Optional.ofNullable(pathParameters.get(from.name()));
            default ->
                Optional.ofNullable(RequestText.query(request.query()).get(from.name()))
                    .map(List::getLast);
          };
    };
  }
}
