package ecommerce.local.lambda;

import java.util.List;

/** A part of a list, in order of keys; the marker is the last key of the page before. */
record Page<T>(List<T> items, String next) {

  static <T> Page<T> of(
      List<T> all, java.util.function.Function<T, String> key, String marker, Integer most) {
    List<T> rest =
        all.stream()
            .filter(item -> marker == null || key.apply(item).compareTo(marker) > 0)
            .toList();
    int size = Math.clamp(most == null ? 50 : most, 1, 10_000);
    List<T> items = rest.size() > size ? rest.subList(0, size) : rest;
    return new Page<>(items, rest.size() > size ? key.apply(items.getLast()) : null);
  }
}
