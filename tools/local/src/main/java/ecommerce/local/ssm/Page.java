package ecommerce.local.ssm;

import ecommerce.local.wire.Fault;
import java.util.List;

/** A page of a list, and the token of the next one; null where there is none. */
record Page<T>(List<T> items, String next) {

  static <T> Page<T> of(List<T> all, String token, int size) {
    int from = 0;
    if (token != null) {
      if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > all.size()) {
        throw new Fault("InvalidNextToken", 400, "The specified token is not valid.");
      }
      from = Integer.parseInt(token);
    }
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
