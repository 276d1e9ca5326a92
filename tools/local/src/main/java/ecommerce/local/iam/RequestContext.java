package ecommerce.local.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The condition keys of a request with their values; names in any case. */
record RequestContext(Map<String, List<String>> values) {

  RequestContext {
    Map<String, List<String>> lower = new HashMap<>();
    values.forEach((key, all) -> lower.put(key.toLowerCase(Locale.ROOT), all));
    values = lower;
  }

  /** The values of a key; empty where the request does not have it. */
  Optional<List<String>> all(String key) {
    return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
  }

  /** The value of a key that has exactly one. */
  Optional<String> single(String key) {
    return all(key).filter(all -> all.size() == 1).map(List::getFirst);
  }
}
