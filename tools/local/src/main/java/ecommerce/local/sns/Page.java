package ecommerce.local.sns;

import java.util.List;

/** A hundred of a list, and the token of what follows; null where nothing does. */
record Page<T>(List<T> items, String next) {

  private static final int SIZE = 100;

  static <T> Page<T> of(List<T> all, String token) {
    int from;
    try {
      from = token == null ? 0 : Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw Refusals.invalid("NextToken Reason: it was not given out here");
    }
    int begin = Math.clamp(from, 0, all.size());
    int end = Math.min(begin + SIZE, all.size());
    return new Page<>(
        List.copyOf(all.subList(begin, end)), end < all.size() ? String.valueOf(end) : null);
  }
}
