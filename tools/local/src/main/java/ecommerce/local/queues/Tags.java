package ecommerce.local.queues;

import java.util.Map;

/** What tags may be. */
final class Tags {

  private static final int MOST = 50;

  private Tags() {}

  static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw Refusals.invalid("Too many tags added for queue; at most " + MOST + " are allowed.");
    }
    tags.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
            throw Refusals.invalid(
                "Tag keys must be between 1 and 128 characters in length and not begin with aws:");
          }
          if (value == null || value.length() > 256) {
            throw Refusals.invalid("Tag values must be between 0 and 256 characters in length.");
          }
        });
  }
}
