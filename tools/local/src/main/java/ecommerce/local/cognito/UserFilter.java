package ecommerce.local.cognito;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter of ListUsers: one attribute, {@code =} or {@code ^=} (begins with), and a value in
 * double quotes.
 */
record UserFilter(String attribute, boolean prefix, String value) implements Predicate<User> {

  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z_:]+)\\s*(\\^?=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "username",
          "email",
          "phone_number",
          "name",
          "given_name",
          "family_name",
          "preferred_username",
          "cognito:user_status",
          "status",
          "sub");

  static Predicate<User> of(String filter) {
    if (filter == null || filter.isBlank()) {
      return user -> true;
    }
    Matcher matcher = FORM.matcher(filter);
    if (!matcher.matches()) {
      throw Refusal.invalid("Error while parsing filter.");
    }
    if (!ATTRIBUTES.contains(matcher.group(1))) {
      throw Refusal.invalid("Cannot filter by attribute " + matcher.group(1) + ".");
    }
    String value = matcher.group(3).replaceAll("\\\\(.)", "$1");
    return new UserFilter(matcher.group(1), matcher.group(2).equals("^="), value);
  }

  @Override
  public boolean test(User user) {
    String actual = actual(user);
    return actual != null && (prefix ? actual.startsWith(value) : actual.equals(value));
  }

  private String actual(User user) {
    return switch (attribute) {
      case "username" -> user.username();
      case "cognito:user_status" -> user.status().toString().toUpperCase(Locale.ROOT);
      case "status" -> user.enabled() ? "Enabled" : "Disabled";
      default -> user.attributes().get(attribute);
    };
  }
}
