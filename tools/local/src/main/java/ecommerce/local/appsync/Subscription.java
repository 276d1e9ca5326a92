package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription that has begun, as its resolver filtered it. Without a filter of the resolver the
 * arguments that were given filter: each must be what the event's field of that name is, and null
 * asks for null.
 *
 * @param id as its connection names it
 * @param body what was subscribed with; what an event shows is selected there
 * @param request by whom and how
 * @param field the subscription's field
 */
record Subscription(
    String id,
    GraphqlBody body,
    FieldRequest request,
    String field,
    Map<String, Object> arguments,
    Optional<SubscriptionFilter> filter,
    Optional<SubscriptionFilter> invalidationFilter) {

  static Subscription of(
      String id, GraphqlBody body, FieldRequest request, SubscriptionEffects.Subscribed field) {
    SubscriptionEffects effects = request.effects();
    return new Subscription(
        id,
        body,
        request,
        field.name(),
        field.arguments(),
        effects.filter(),
        effects.invalidationFilter());
  }

  boolean matches(JsonNode event) {
    return filter.isPresent()
        ? filter.get().matches(event)
        : Json.tree(arguments).properties().stream()
            .allMatch(
                argument ->
                    FilterOperator.equal(
                        orNull(event.path(argument.getKey())), argument.getValue()));
  }

  private static JsonNode orNull(JsonNode field) {
    return field.isMissingNode() ? NullNode.instance : field;
  }

  boolean endsWith(JsonNode payload) {
    return invalidationFilter.filter(wanted -> wanted.matches(payload)).isPresent();
  }
}
