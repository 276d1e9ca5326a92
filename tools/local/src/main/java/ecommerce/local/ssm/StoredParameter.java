package ecommerce.local.ssm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One version of a parameter: the newest, the only one that is kept. */
record StoredParameter(
    String name,
    String type,
    String value,
    long version,
    Instant modified,
    Optional<String> description,
    Map<String, String> tags) {

  StoredParameter {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }
}
