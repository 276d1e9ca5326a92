package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a handler ended.
 *
 * @param kind what it came to
 * @param value what it returned, or gave to {@code runtime.earlyReturn}
 * @param skipToNext of an early return in a pipeline function: only that function ends
 * @param error where it failed
 * @param stash what the stash holds now
 * @param appended errors that do not end the resolver
 * @param effects what it asked of {@code extensions}: see {@link SubscriptionEffects}
 */
record HandlerOutcome(
    Kind kind,
    JsonNode value,
    boolean skipToNext,
    ResolverError error,
    ObjectNode stash,
    List<ResolverError> appended,
    JsonNode effects) {

  enum Kind {
    VALUE,
    EARLY,
    ERROR
  }

  static HandlerOutcome of(String json) {
    JsonNode outcome = Json.read(json);
    List<ResolverError> appended = new ArrayList<>();
    outcome.path("appended").forEach(error -> appended.add(ResolverError.of(error)));
    ObjectNode stash =
        outcome.path("stash") instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    JsonNode value =
        outcome.has("value") ? outcome.get("value") : JsonNodeFactory.instance.nullNode();
    JsonNode effects = outcome.path("effects");
    return switch (outcome.path("kind").asText()) {
      case "value" -> new HandlerOutcome(Kind.VALUE, value, false, null, stash, appended, effects);
      case "early" -> {
        boolean next = outcome.path("skipTo").asText().equals("NEXT");
        yield new HandlerOutcome(Kind.EARLY, value, next, null, stash, appended, effects);
      }
      case "error" -> failed(ResolverError.of(outcome.get("error")), stash, appended);
      case "unauthorized" -> failed(ResolverError.unauthorized(), stash, appended);
      default ->
          failed(ResolverError.of("Code", outcome.path("message").asText()), stash, appended);
    };
  }

  private static HandlerOutcome failed(
      ResolverError error, ObjectNode stash, List<ResolverError> appended) {
    return new HandlerOutcome(
        Kind.ERROR,
        JsonNodeFactory.instance.nullNode(),
        false,
        error,
        stash,
        appended,
        JsonNodeFactory.instance.missingNode());
  }

  /** The JSON of a handler that could not be run to its end. */
  static String failure(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "failure")
        .put("message", message)
        .toString();
  }
}
