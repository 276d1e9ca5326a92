package ecommerce.local.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a query in pieces, one command after the other. */
final class InsightsTokens {

  /** What a piece is. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    REGEX,
    NUMBER,
    SPAN,
    SIGN,
    END
  }

  /**
   * @param text what it says, without quotes
   */
  record Token(Kind kind, String text, int from, int to) {
    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }
  }

  private static final Pattern PIECE =
      Pattern.compile(
          "#[^\\n"
              + "]*|`(?<name>[^`]+)`|\"(?<double>(?:[^\"\\\\]|\\\\.)*)\"|'(?<single>(?:[^'\\\\]|\\\\.)*)'"
              + "|(?<span>\\d+(?:ms|[smhdw])\\b)|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<word>[@A-Za-z_][A-Za-z0-9_.@]*)|(?<sign>!=|<=|>=|=~|[=<>+*/%^(),|\\[\\]-])");
  private static final Pattern REGEX = Pattern.compile("/((?:[^/\\\\]|\\\\.)+)/");
  private static final Set<String> BEFORE_REGEX = Set.of("like", "=~", "parse");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  InsightsTokens(String text) {
    this.text = text;
    boolean parsing = false;
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      String last = tokens.isEmpty() ? "" : tokens.getLast().text().toLowerCase(Locale.ROOT);
      Matcher regex = REGEX.matcher(text).region(at, text.length());
      if ((BEFORE_REGEX.contains(last) || parsing) && regex.lookingAt()) {
        tokens.add(new Token(Kind.REGEX, regex.group(1), at, regex.end()));
        at = regex.end();
        parsing = false;
        continue;
      }
      Matcher piece = PIECE.matcher(text).region(at, text.length());
      if (!piece.lookingAt()) {
        throw InsightsQuery.malformed("unexpected " + text.substring(at).split("\\s", 2)[0]);
      }
      add(piece);
      boolean first = at == 0 || last.equals("|") || last.isEmpty();
      parsing =
          first ? piece.group().equalsIgnoreCase("parse") : parsing && !tokens.getLast().is("|");
      at = piece.end();
    }
  }

  private void add(Matcher piece) {
    for (Kind kind : Kind.values()) {
      String group =
          switch (kind) {
            case WORD -> piece.group("word");
            case QUOTED_NAME -> piece.group("name");
            case STRING ->
                piece.group("double") == null ? piece.group("single") : piece.group("double");
            case SPAN -> piece.group("span");
            case NUMBER -> piece.group("number");
            case SIGN -> piece.group("sign");
            case REGEX, END -> null;
          };
      if (group != null) {
        String plain = kind == Kind.STRING ? group.replaceAll("\\\\(.)", "$1") : group;
        tokens.add(new Token(kind, plain, piece.start(), piece.end()));
        return;
      }
    }
  }

  Token peek() {
    return next < tokens.size()
        ? tokens.get(next)
        : new Token(Kind.END, "the end", text.length(), text.length());
  }

  Token take() {
    Token token = peek();
    if (token.kind() == Kind.END) {
      throw InsightsQuery.malformed("it ends too early");
    }
    next++;
    return token;
  }

  boolean accept(String word) {
    if (peek().is(word)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw InsightsQuery.malformed(word + " was expected instead of " + peek().text());
    }
  }

  /** Whether a command ends here. */
  boolean atEnd() {
    return peek().kind() == Kind.END || peek().is("|");
  }

  boolean done() {
    return peek().kind() == Kind.END;
  }

  /** The text since a token. */
  String since(Token first) {
    int to = next == 0 ? first.to() : tokens.get(next - 1).to();
    return text.substring(first.from(), to);
  }

  String name() {
    Token token = take();
    if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED_NAME) {
      throw InsightsQuery.malformed("a name was expected instead of " + token.text());
    }
    return token.text();
  }
}
