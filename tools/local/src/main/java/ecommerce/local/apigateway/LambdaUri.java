package ecommerce.local.apigateway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Lambda integration: {@code
 * arn:aws:apigateway:REGION:lambda:path/…/functions/ARN/invocations}.
 */
record LambdaUri(String function) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]*:lambda:path/2015-03-31/functions/(.+)/invocations");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}");

  static Optional<LambdaUri> parse(String uri) {
    Matcher matcher = FORM.matcher(uri);
    return matcher.matches() ? Optional.of(new LambdaUri(matcher.group(1))) : Optional.empty();
  }

  /** The function's ARN, stage variables filled in. */
  String function(Map<String, String> stageVariables) {
    return VARIABLE
        .matcher(function)
        .replaceAll(
            match -> Matcher.quoteReplacement(stageVariables.getOrDefault(match.group(1), "")));
  }
}
