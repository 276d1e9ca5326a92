package ecommerce.lint;

import java.util.regex.Pattern;

/** The wildcards of IAM: {@code *} for any characters, {@code ?} for one. */
final class Glob {

  private Glob() {}

  static boolean matches(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .matches();
  }
}
