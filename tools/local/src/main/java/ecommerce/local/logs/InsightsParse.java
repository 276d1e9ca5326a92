package ecommerce.local.logs;

import ecommerce.local.logs.InsightsTokens.Kind;
import ecommerce.local.logs.InsightsTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The command {@code parse}: takes parts of a field by names.
 *
 * @param byName whether the parts are named groups of the pattern
 */
record InsightsParse(String field, Pattern pattern, List<String> names, boolean byName) {

  InsightsParse {
    names = List.copyOf(names);
  }

  /** A text with stars, whose parts are named behind it, or an expression with named groups. */
  static InsightsParse parse(InsightsTokens tokens) {
    String field =
        tokens.peek().kind() == Kind.WORD || tokens.peek().kind() == Kind.QUOTED_NAME
            ? tokens.name()
            : "@message";
    Token token = tokens.take();
    List<String> names = new ArrayList<>();
    Pattern pattern;
    try {
      if (token.kind() == Kind.REGEX) {
        pattern = Pattern.compile(token.text());
        names.addAll(pattern.namedGroups().keySet());
      } else if (token.kind() == Kind.STRING) {
        pattern = glob(token.text());
      } else {
        throw InsightsQuery.malformed("parse needs a text with * or a /regex/: " + token.text());
      }
    } catch (PatternSyntaxException e) {
      throw InsightsQuery.malformed(e.getDescription());
    }
    if (tokens.accept("as")) {
      names.clear();
      do {
        names.add(tokens.name());
      } while (tokens.accept(","));
    }
    if (pattern.matcher("").groupCount() < names.size() || names.isEmpty()) {
      throw InsightsQuery.malformed("parse has " + names.size() + " names for other parts");
    }
    boolean byName = token.kind() == Kind.REGEX;
    return new InsightsParse(field, pattern, names, byName);
  }

  private static Pattern glob(String text) {
    String[] parts = text.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1 && parts[i].isEmpty();
      regex.append(last ? "(.*)" : "(.*?)").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** A row with what was found; the same row where nothing was. */
  Map<String, Object> apply(Map<String, Object> row) {
    Matcher matcher = pattern.matcher(InsightsValues.text(row.get(field)));
    if (!matcher.find()) {
      return row;
    }
    Map<String, Object> more = new LinkedHashMap<>(row);
    for (int i = 0; i < names.size(); i++) {
      boolean named = byName && pattern.namedGroups().containsKey(names.get(i));
      more.put(names.get(i), named ? matcher.group(names.get(i)) : matcher.group(i + 1));
    }
    return more;
  }
}
