package ecommerce.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a message names its route: {@code $request.body.action}, a member of its JSON. */
record RouteSelection(List<String> members) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\$(?:request\\.body\\.([A-Za-z0-9_.-]+)|\\{request\\.body\\.([A-Za-z0-9_.-]+)})");
  private static final ObjectMapper JSON = new ObjectMapper();

  static RouteSelection parse(String expression) {
    Matcher matcher = FORM.matcher(expression);
    if (!matcher.matches()) {
      throw SocketState.badRequest(
          "RouteSelectionExpression " + expression + " is not supported: only $request.body.…");
    }
    String path = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new RouteSelection(List.of(path.split("\\.")));
  }

  /** Empty where the message is no JSON, or says nothing there. */
  Optional<String> routeKey(String message) {
    try {
      JsonNode value = JSON.readTree(message);
      for (String member : members) {
        value = value.path(member);
      }
      return value.isValueNode() && !value.isNull()
          ? Optional.of(value.asText())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
