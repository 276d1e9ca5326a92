package ecommerce.local.iam;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param marker where the next page starts; empty on the last
 */
record Pages<T>(List<T> items, Optional<String> marker) {

  static <T> Pages<T> of(List<T> all, String marker, Integer maxItems) {
    int from = marker == null ? 0 : place(marker, all.size());
    int most = maxItems == null ? 100 : maxItems;
    if (most < 1 || most > 1000) {
      throw IamFault.invalid(
          "Value " + most + " at 'maxItems' failed to satisfy constraint: between 1 and 1000.");
    }
    int to = Math.min(all.size(), from + most);
    return new Pages<>(
        List.copyOf(all.subList(from, to)),
        to < all.size() ? Optional.of("m" + to) : Optional.empty());
  }

  private static int place(String marker, int size) {
    if (!marker.matches("m[0-9]{1,6}")) {
      throw IamFault.invalid("Invalid Marker.");
    }
    return Math.min(size, Integer.parseInt(marker.substring(1)));
  }
}
