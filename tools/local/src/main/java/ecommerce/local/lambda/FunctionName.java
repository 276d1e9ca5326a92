package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.wire.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as callers name it: its name, its ARN, or {@code account:function:name}, each with or
 * without a qualifier.
 */
record FunctionName(String name, Optional<String> qualifier) {

  static final String LATEST = "$LATEST";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\\d{12}):)?(?:function:)?"
              + "(?<name>[a-zA-Z0-9-_]{1,64})(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

  /**
   * @throws Fault where it has none of these forms
   */
  static FunctionName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new Fault(
          "ValidationException",
          400,
          "1 validation error detected: Value '"
              + text
              + "' at 'functionName' failed to satisfy constraint: Member must"
              + " satisfy regular expression pattern: "
              + FORM.pattern());
    }
    return new FunctionName(matcher.group("name"), Optional.ofNullable(matcher.group("qualifier")));
  }

  /**
   * @throws Fault where it has another qualifier already
   */
  FunctionName qualified(String otherQualifier) {
    if (otherQualifier == null) {
      return this;
    }
    if (qualifier.isPresent() && !qualifier.get().equals(otherQualifier)) {
      throw new Fault(
          "InvalidParameterValueException",
          400,
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(name, Optional.of(otherQualifier));
  }

  FunctionName unqualified() {
    return new FunctionName(name, Optional.empty());
  }

  /**
   * What is kept for a qualifier on its own: its resource policy, how its events are retried. Name
   * and {@code $LATEST} are one.
   */
  String key() {
    return name + qualifier.filter(other -> !other.equals(LATEST)).map(q -> ":" + q).orElse("");
  }

  static boolean isNumber(String qualifier) {
    return qualifier.matches("[0-9]+");
  }

  /** Without a qualifier. */
  static String arn(Account account, String name) {
    return account.arn("lambda", "function:" + name);
  }

  String arn(Account account) {
    return arn(account, name) + qualifier.map(q -> ":" + q).orElse("");
  }
}
