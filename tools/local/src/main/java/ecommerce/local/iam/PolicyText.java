package ecommerce.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A string of a policy: literal text, wildcards, and policy variables ({@code ${aws:PrincipalArn}},
 * {@code ${aws:username, 'nobody'}}), which take their values from the request. {@code ${*}},
 * {@code ${?}} and {@code ${$}} are the characters themselves.
 */
final class PolicyText {

  private sealed interface Piece {}

  private record Literal(String text) implements Piece {}

  private record Variable(String key, Optional<String> otherwise) implements Piece {}

  private final List<Piece> pieces;
  private final Optional<String> constant;

  private PolicyText(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    this.constant =
        pieces.stream().allMatch(Literal.class::isInstance)
            ? Optional.of(
                String.join("", pieces.stream().map(piece -> ((Literal) piece).text()).toList()))
            : Optional.empty();
  }

  /**
   * @param wildcards whether {@code *} and {@code ?} are wildcards
   * @param variables whether the policy's version has variables (2012-10-17)
   */
  static PolicyText of(String text, boolean wildcards, boolean variables) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int end = variables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (end < 0) {
        literal.append(wildcards ? wildcard(text.charAt(i)) : text.charAt(i));
        continue;
      }
      String name = text.substring(i + 2, end);
      if (name.length() == 1 && "*?$".contains(name)) {
        literal.append(name);
      } else {
        pieces.add(new Literal(literal.toString()));
        literal.setLength(0);
        pieces.add(variable(name));
      }
      i = end;
    }
    pieces.add(new Literal(literal.toString()));
    return new PolicyText(pieces);
  }

  private static char wildcard(char c) {
    return c == '*' ? Wildcards.ANY : c == '?' ? Wildcards.ONE : c;
  }

  private static Variable variable(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return new Variable(text.trim(), Optional.empty());
    }
    String otherwise = text.substring(comma + 1).trim();
    if (otherwise.length() < 2 || !otherwise.startsWith("'") || !otherwise.endsWith("'")) {
      throw new MalformedPolicy(
          "The default value of the policy variable ${" + text + "} must be in single quotes.");
    }
    return new Variable(
        text.substring(0, comma).trim(),
        Optional.of(otherwise.substring(1, otherwise.length() - 1)));
  }

  /** The text where it depends on no variable. */
  Optional<String> constant() {
    return constant;
  }

  /**
   * The text with the variables' values; empty where a variable has none: such a text matches
   * nothing.
   */
  Optional<String> expand(RequestContext context) {
    if (constant.isPresent()) {
      return constant;
    }
    StringBuilder expanded = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Literal literal -> expanded.append(literal.text());
        case Variable variable -> {
          Optional<String> value = context.single(variable.key()).or(variable::otherwise);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          expanded.append(value.get());
        }
      }
    }
    return Optional.of(expanded.toString());
  }
}
