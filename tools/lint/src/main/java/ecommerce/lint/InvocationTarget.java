package ecommerce.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is invoked: a function, or one of its aliases or versions.
 *
 * @param qualifier the alias or version, empty for the function itself ({@code $LATEST})
 */
record InvocationTarget(StackResource function, String qualifier) {

  private static final Pattern QUALIFIED = Pattern.compile(">:([A-Za-z0-9_$-]+)");

  /** The function that a string names; empty where it is none of this stack. */
  static Optional<InvocationTarget> of(Stack stack, String text) {
    return stack
        .function(text)
        .map(
            function -> {
              StackResource named = stack.named(text).orElseThrow();
              if (named.is("AWS::Lambda::Alias")) {
                return new InvocationTarget(function, named.text("Name"));
              }
              if (named.is("AWS::Lambda::Version")) {
                return new InvocationTarget(function, named.id());
              }
              Matcher matcher = QUALIFIED.matcher(text);
              String given = matcher.find() ? matcher.group(1) : "";
              return new InvocationTarget(function, given.equals("$LATEST") ? "" : given);
            });
  }

  String id() {
    return function.id();
  }

  boolean same(InvocationTarget other) {
    return id().equals(other.id()) && qualifier.equals(other.qualifier);
  }

  @Override
  public String toString() {
    return qualifier.isEmpty() ? id() : id() + ":" + qualifier;
  }
}
