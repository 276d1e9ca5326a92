package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * An alarm as it is kept: what was asked for, and the state that it is in.
 *
 * @param definition the request that made it, in its wire form
 * @param reasonData JSON, or empty
 * @param updated when state or reason last changed, {@code transitioned} when the state did
 * @param held until when a state that was set by hand stays
 */
record Alarm(
    String name,
    boolean composite,
    JsonNode definition,
    Map<String, String> tags,
    Instant configured,
    StateValue state,
    String reason,
    String reasonData,
    Instant updated,
    Instant transitioned,
    Instant held) {

  static final String FRESH = "Unchecked: Initial alarm creation";

  Alarm {
    tags = Map.copyOf(tags);
  }

  static Alarm fresh(
      String name, boolean composite, JsonNode definition, Map<String, String> tags, Instant now) {
    return new Alarm(
        name,
        composite,
        definition,
        tags,
        now,
        StateValue.INSUFFICIENT_DATA,
        FRESH,
        "",
        now,
        now,
        Instant.EPOCH);
  }

  PutMetricAlarmRequest metric() {
    return Shapes.fromJson(definition, PutMetricAlarmRequest.builder()).build();
  }

  PutCompositeAlarmRequest rule() {
    return Shapes.fromJson(definition, PutCompositeAlarmRequest.builder()).build();
  }

  /** With another definition; its state and tags stay. */
  Alarm defined(JsonNode other, Instant now) {
    return new Alarm(
        name,
        composite,
        other,
        tags,
        now,
        state,
        reason,
        reasonData,
        updated,
        transitioned,
        Instant.EPOCH);
  }

  Alarm tagged(Map<String, String> others) {
    return new Alarm(
        name,
        composite,
        definition,
        others,
        configured,
        state,
        reason,
        reasonData,
        updated,
        transitioned,
        held);
  }

  Alarm in(StateValue other, String because, String data, Instant now) {
    return new Alarm(
        name,
        composite,
        definition,
        tags,
        configured,
        other,
        because,
        data,
        now,
        other == state ? transitioned : now,
        Instant.EPOCH);
  }

  Alarm held(Instant until) {
    return new Alarm(
        name,
        composite,
        definition,
        tags,
        configured,
        state,
        reason,
        reasonData,
        updated,
        transitioned,
        until);
  }
}
