package ecommerce.local.codepipeline;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next where the rest begins; null at the end
 */
record Page<T>(List<T> items, String next) {

  /**
   * @param token where a former page ended, null for the first
   * @param most how many are asked for, null for as many as may be
   */
  static <T> Page<T> of(List<T> all, String token, Integer most) {
    int from = from(token, all.size());
    int to = Math.min(all.size(), from + (most == null ? 100 : Math.max(1, Math.min(100, most))));
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }

  private static int from(String token, int size) {
    if (token == null) {
      return 0;
    }
    if (!token.matches("\\d{1,6}") || Integer.parseInt(token) > size) {
      throw Refusals.nextToken();
    }
    return Integer.parseInt(token);
  }
}
