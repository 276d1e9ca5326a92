package ecommerce.local.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An event bus. */
record Bus(
    String name,
    Optional<String> description,
    Map<String, String> tags,
    Instant created,
    Instant modified) {

  Bus {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  Bus withTags(Map<String, String> newTags) {
    return new Bus(name, description, newTags, created, modified);
  }
}
