package ecommerce.local.queues;

import java.util.List;

/** A page of URLs, and the token of the next; null where there is none. */
record Pages(List<String> urls, String next) {

  private static final int MOST = 1_000;

  /**
   * @param size null for all that one answer can hold: then no token is given, as AWS does
   */
  static Pages of(List<String> all, Integer size, String token) {
    if (size != null && (size < 1 || size > MOST)) {
      throw Refusals.parameter(
          size.toString(), "MaxResults", "Must be between 1 and 1000, if provided.");
    }
    int from = 0;
    if (token != null) {
      if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > all.size()) {
        throw Refusals.invalid("Invalid NextToken value.");
      }
      from = Integer.parseInt(token);
    }
    int to = Math.min(all.size(), from + (size == null ? MOST : size));
    return new Pages(
        all.subList(from, to), size != null && to < all.size() ? String.valueOf(to) : null);
  }
}
