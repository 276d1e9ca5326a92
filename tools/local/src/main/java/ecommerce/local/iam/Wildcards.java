package ecommerce.local.iam;

/**
 * Matches text against patterns in which {@link #ANY} stands for any characters and {@link #ONE}
 * for one.
 */
final class Wildcards {

  /**
   * Private characters, so that a {@code *} that came from a policy variable's value stays a plain
   * character.
   */
  static final char ANY = '\uE000';

  static final char ONE = '\uE001';

  private Wildcards() {}

  static boolean match(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY) {
        star = p++;
        mark = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == ONE || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  /**
   * ARNs part by part: a wildcard of the first five does not reach over a colon. A lone {@code *}
   * matches any.
   */
  static boolean matchArn(String pattern, String arn) {
    String[] patterns = pattern.split(":", 6);
    String[] parts = arn.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      return pattern.length() == 1 && pattern.charAt(0) == ANY;
    }
    for (int i = 0; i < 6; i++) {
      if (!match(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
