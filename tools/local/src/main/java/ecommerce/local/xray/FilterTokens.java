package ecommerce.local.xray;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a filter expression, one after another. */
final class FilterTokens {

  /** What a word is. */
  enum Kind {
    WORD,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /**
   * @param text of a text without its quotes
   */
  record Token(Kind kind, String text) {

    boolean is(String sign) {
      return kind != Kind.TEXT && text.equalsIgnoreCase(sign);
    }
  }

  private static final Pattern WORDS =
      Pattern.compile(
          "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d+(?:\\.\\d+)?)|([A-Za-z_][A-Za-z0-9_.-]*)"
              + "|(<=|>=|!=|[=<>!(){}\\[\\],:&|]))");
  private static final Token END = new Token(Kind.END, "the end");

  private final List<Token> tokens = new ArrayList<>();
  private int at;

  FilterTokens(String expression) {
    Matcher word = WORDS.matcher(expression);
    int end = expression.stripTrailing().length();
    int position = 0;
    while (position < end) {
      if (!word.find(position) || word.start() != position) {
        throw Refusals.invalid(
            "Invalid filter expression at: " + expression.substring(position).strip());
      }
      tokens.add(token(word));
      position = word.end();
    }
  }

  private static Token token(Matcher word) {
    if (word.group(1) != null) {
      return new Token(Kind.TEXT, word.group(1).replaceAll("\\\\(.)", "$1"));
    }
    if (word.group(2) != null) {
      return new Token(Kind.NUMBER, word.group(2));
    }
    return word.group(3) != null
        ? new Token(Kind.WORD, word.group(3))
        : new Token(Kind.SIGN, word.group(4));
  }

  Token peek() {
    return at < tokens.size() ? tokens.get(at) : END;
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  boolean takes(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  void require(String sign) {
    if (!takes(sign)) {
      throw Refusals.invalid(
          "Invalid filter expression: " + sign + " is expected, not " + peek().text());
    }
  }

  String text(String of) {
    Token token = next();
    if (token.kind() != Kind.TEXT) {
      throw Refusals.invalid("Invalid filter expression: " + of + " takes a text in quotes");
    }
    return token.text();
  }
}
