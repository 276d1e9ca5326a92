package ecommerce.local.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header names in lower case, each with its values in the order in which they came. */
public record Headers(Map<String, List<String>> values) {

  public Headers {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach(
        (name, all) ->
            copy.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .addAll(all));
    values = copy;
  }

  public static Headers of(String... namesAndValues) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values
          .computeIfAbsent(namesAndValues[i], any -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return new Headers(values);
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
