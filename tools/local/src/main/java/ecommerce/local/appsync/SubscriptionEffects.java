package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one request asks of subscriptions: what it subscribes to, how filtered, whom it ends. */
final class SubscriptionEffects {

  private static final int MOST_INVALIDATIONS = 5;

  /** Ends the subscriptions of a field whose invalidation filter holds of the payload. */
  record Invalidation(String field, JsonNode payload) {}

  /**
   * A subscription's field with the arguments that were given.
   *
   * @param name of the field in the schema
   */
  record Subscribed(String name, Map<String, Object> arguments) {}

  private Subscribed subscribed;
  private JsonNode filter = MissingNode.getInstance();
  private JsonNode invalidationFilter = MissingNode.getInstance();
  private final List<Invalidation> invalidations = new ArrayList<>();

  synchronized void subscribed(String field, Map<String, Object> arguments) {
    subscribed = new Subscribed(field, arguments);
  }

  /**
   * Takes what the handlers of a resolver asked for.
   *
   * @throws IllegalArgumentException naming what AppSync does not take
   */
  synchronized void add(List<JsonNode> effects) {
    for (JsonNode effect : effects) {
      if (effect.has("filter")) {
        SubscriptionFilter.of(effect.get("filter"));
        filter = effect.get("filter");
      }
      if (effect.has("invalidationFilter")) {
        SubscriptionFilter.of(effect.get("invalidationFilter"));
        invalidationFilter = effect.get("invalidationFilter");
      }
      effect.path("invalidations").forEach(this::invalidate);
    }
  }

  private void invalidate(JsonNode json) {
    if (!json.path("subscriptionField").isTextual() || !json.path("payload").isObject()) {
      throw new IllegalArgumentException(
          "extensions.invalidateSubscriptions takes a subscriptionField and a payload");
    }
    Invalidation asked =
        new Invalidation(json.path("subscriptionField").textValue(), json.path("payload"));
    if (!invalidations.contains(asked)) {
      invalidations.add(asked);
    }
    if (invalidations.size() > MOST_INVALIDATIONS) {
      throw new IllegalArgumentException(
          "a request can use extensions.invalidateSubscriptions "
              + MOST_INVALIDATIONS
              + " times at most");
    }
  }

  synchronized Optional<Subscribed> subscription() {
    return Optional.ofNullable(subscribed);
  }

  synchronized Optional<SubscriptionFilter> filter() {
    return SubscriptionFilter.of(filter);
  }

  synchronized Optional<SubscriptionFilter> invalidationFilter() {
    return SubscriptionFilter.of(invalidationFilter).filter(SubscriptionFilter::narrows);
  }

  synchronized List<Invalidation> invalidations() {
    return List.copyOf(invalidations);
  }
}
