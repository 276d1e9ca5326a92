package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the elements of a policy's JSON. */
final class Elements {

  private Elements() {}

  static void known(JsonNode object, Set<String> names) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new MalformedPolicy("Syntax errors in policy: unknown field " + name + ".");
              }
            });
  }

  /** A string, number or boolean, or a list of them, as strings. */
  static List<String> strings(String element, JsonNode value) {
    List<String> strings = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isTextual() && !one.isNumber() && !one.isBoolean()) {
        throw new MalformedPolicy(
            "Syntax errors in policy: " + element + " must be a string or a list of strings.");
      }
      strings.add(one.asText());
    }
    return strings;
  }

  /** The one of two elements that is there, of which there may be only one. */
  static Optional<String> either(JsonNode statement, String name, String opposite) {
    if (statement.has(name) && statement.has(opposite)) {
      throw new MalformedPolicy(
          "Syntax errors in policy: a statement must not have both "
              + name
              + " and "
              + opposite
              + ".");
    }
    return statement.has(name)
        ? Optional.of(name)
        : statement.has(opposite) ? Optional.of(opposite) : Optional.empty();
  }
}
