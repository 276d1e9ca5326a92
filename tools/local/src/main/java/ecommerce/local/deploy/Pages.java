package ecommerce.local.deploy;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param next where the next page starts; null on the last
 */
record Pages<T>(List<T> items, String next) {

  private static final int SIZE = 100;

  static <T> Pages<T> of(List<T> all, String token) {
    int from = 0;
    if (token != null) {
      if (!token.matches("p\\d{1,8}")) {
        throw Refusals.invalid("NextToken is not valid");
      }
      from = Math.min(all.size(), Integer.parseInt(token.substring(1)));
    }
    int to = Math.min(all.size(), from + SIZE);
    return new Pages<>(List.copyOf(all.subList(from, to)), to < all.size() ? "p" + to : null);
  }
}
