package ecommerce.local.cognito;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next where the next page starts; empty on the last
 */
record Pages<T>(List<T> items, Optional<String> next) {

  private static final int MOST = 60;

  static <T> Pages<T> of(List<T> all, String token, Integer limit) {
    if (limit != null && (limit < 0 || limit > MOST)) {
      throw Refusal.invalid(
          "1 validation error detected: Value"
              + " '"
              + limit
              + "' at 'limit' failed to satisfy constraint: Member must have value"
              + " less than or equal to 60");
    }
    if (token != null && !token.matches("p[0-9]{1,7}")) {
      throw Refusal.invalid("Invalid pagination token.");
    }
    int from = token == null ? 0 : Math.min(all.size(), Integer.parseInt(token.substring(1)));
    int to = Math.min(all.size(), from + (limit == null || limit == 0 ? MOST : limit));
    return new Pages<>(
        List.copyOf(all.subList(from, to)),
        to < all.size() ? Optional.of("p" + to) : Optional.empty());
  }
}
