package ecommerce.local.events;

import ecommerce.local.wire.Fault;
import java.util.List;

/** A page of a list, and the token of the next one; null where there is none. */
record Page<T>(List<T> items, String next) {

  private static final int MOST = 100;

  static <T> Page<T> of(List<T> all, String token, Integer limit) {
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw Fault.validation(
          "1 validation error detected: Value '"
              + limit
              + "' at 'limit' failed to satisfy constraint: "
              + "Member must have value between 1 and "
              + MOST);
    }
    int from = 0;
    if (token != null) {
      if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > all.size()) {
        throw Fault.validation("The specified NextToken is not valid.");
      }
      from = Integer.parseInt(token);
    }
    int to = Math.min(all.size(), from + (limit == null ? MOST : limit));
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
