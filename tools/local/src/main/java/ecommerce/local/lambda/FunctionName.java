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

  FunctionName qualified(String otherQualifier) {
    return otherQualifier == null ? this : new FunctionName(name, Optional.of(otherQualifier));
  }

  /** Without a qualifier. */
  static String arn(Account account, String name) {
    return account.arn("lambda", "function:" + name);
  }

  String arn(Account account) {
    return arn(account, name) + qualifier.map(q -> ":" + q).orElse("");
  }
}
