package ecommerce.local.cloudwatch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The rule of a composite alarm: {@code ALARM("a") AND NOT (OK(b) OR INSUFFICIENT_DATA('c'))}.
 * {@code AT_LEAST(2, NOT OK, ("a", "b", "c"))} holds where that many of them, or {@code 50%} of
 * them, are in a state, or are not in it.
 */
final class AlarmRule {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s()\"']+))\\s*\\)"
              + "|(AND|OR|NOT|TRUE|FALSE)\\b|([()]))");
  private static final String NAME = "(?:\"[^\"]*\"|'[^']*'|[^\\s()\"',]+)";
  private static final Pattern AT_LEAST =
      Pattern.compile(
          "\\s*AT_LEAST\\s*\\(\\s*(\\d{1,3})\\s*(%?)\\s*,\\s*(NOT\\s+)?(ALARM|OK|INSUFFICIENT_DATA)"
              + "\\s*,\\s*\\(\\s*("
              + NAME
              + "(?:\\s*,\\s*"
              + NAME
              + ")*)\\s*\\)\\s*\\)");
  private static final Pattern NAMED = Pattern.compile(NAME);

  private interface Term {
    boolean holds(BiPredicate<String, StateValue> is);
  }

  private final String text;
  private final Matcher matcher;
  private final Set<String> alarms = new LinkedHashSet<>();
  private final Term term;
  private int at;

  /**
   * @throws ecommerce.local.wire.Fault where it is not understood
   */
  AlarmRule(String text) {
    this.text = text.strip();
    this.matcher = TOKEN.matcher(this.text);
    this.term = either();
    if (at < this.text.length()) {
      throw wrong();
    }
  }

  /** The names or ARNs that it depends on. */
  Set<String> alarms() {
    return Set.copyOf(alarms);
  }

  /**
   * @param is whether an alarm, by name or ARN, is in a state
   */
  boolean holds(BiPredicate<String, StateValue> is) {
    return term.holds(is);
  }

  private Term either() {
    Term left = both();
    while (takes(5, "OR")) {
      Term first = left;
      Term second = both();
      left = is -> first.holds(is) || second.holds(is);
    }
    return left;
  }

  private Term both() {
    Term left = single();
    while (takes(5, "AND")) {
      Term first = left;
      Term second = single();
      left = is -> first.holds(is) && second.holds(is);
    }
    return left;
  }

  private Term single() {
    if (takes(5, "NOT")) {
      Term negated = single();
      return is -> !negated.holds(is);
    }
    if (takes(5, "TRUE")) {
      return is -> true;
    }
    if (takes(5, "FALSE")) {
      return is -> false;
    }
    if (takes(6, "(")) {
      Term inside = either();
      if (!takes(6, ")")) {
        throw wrong();
      }
      return inside;
    }
    Matcher several = AT_LEAST.matcher(text).region(at, text.length());
    if (several.lookingAt()) {
      at = several.end();
      return atLeast(several);
    }
    if (!matcher.find(at) || matcher.start() != at || matcher.group(1) == null) {
      throw wrong();
    }
    at = matcher.end();
    StateValue state = StateValue.fromValue(matcher.group(1));
    String name = name();
    alarms.add(name);
    return is -> is.test(name, state);
  }

  private Term atLeast(Matcher given) {
    List<String> names =
        NAMED
            .matcher(given.group(5))
            .results()
            .map(name -> name.group().replaceAll("^[\"']|[\"']$", ""))
            .distinct()
            .toList();
    int number = Integer.parseInt(given.group(1));
    boolean percent = !given.group(2).isEmpty();
    if (number < 1 || number > (percent ? 100 : names.size())) {
      throw Refusals.validation(
          "AT_LEAST takes between 1 and the number of its alarms, or between 1% and 100%, not "
              + number
              + given.group(2));
    }
    alarms.addAll(names);
    boolean negated = given.group(3) != null;
    StateValue state = StateValue.fromValue(given.group(4));
    int least = percent ? Math.ceilDiv(number * names.size(), 100) : number;
    return is -> names.stream().filter(name -> is.test(name, state) != negated).count() >= least;
  }

  private String name() {
    for (int group = 2; group < 4; group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return matcher.group(4);
  }

  private boolean takes(int group, String word) {
    if (at < text.length()
        && matcher.find(at)
        && matcher.start() == at
        && word.equals(matcher.group(group))) {
      at = matcher.end();
      return true;
    }
    return false;
  }

  private RuntimeException wrong() {
    return Refusals.validation(
        "AlarmRule is not understood from '" + text.substring(Math.min(at, text.length())) + "'");
  }
}
