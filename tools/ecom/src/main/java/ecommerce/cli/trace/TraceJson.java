package ecommerce.cli.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** An order's story as JSON. */
record TraceJson(TraceNames names, Function<TraceRow, List<String>> logs) {

  ObjectNode of(OrderTrace order) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("orderId", order.orderId())
            .put("environment", order.environment())
            .put("status", order.status())
            .put("start", order.start().toString())
            .put("end", order.end().toString());
    order.services(names).forEach(json.putArray("services")::add);
    ArrayNode traces = json.putArray("traces");
    for (OrderTrace.Part part : order.parts()) {
      ObjectNode trace =
          traces
              .addObject()
              .put("traceId", part.traceId())
              .put("start", part.start().toString())
              .put("end", part.end().toString());
      ArrayNode steps = trace.putArray("steps");
      part.rows().forEach(row -> steps.add(step(row)));
    }
    return json;
  }

  private ObjectNode step(TraceRow row) {
    ObjectNode step =
        JsonNodeFactory.instance
            .objectNode()
            .put("depth", row.depth())
            .put("service", row.service())
            .put("what", row.what())
            .put("start", row.start().toString())
            .put("milliseconds", row.milliseconds());
    if (!row.notes().isEmpty()) {
      row.notes().forEach(step.putArray("notes")::add);
    }
    row.failure()
        .ifPresent(
            failure -> {
              step.put("failure", failure.what());
              failure.deniedRequest().ifPresent(id -> step.put("deniedRequestId", id));
            });
    if (row.isInvocation()) {
      step.put("requestId", row.requestId()).put("function", row.function());
      List<String> lines = logs.apply(row);
      if (!lines.isEmpty()) {
        lines.forEach(step.putArray("logs")::add);
      }
    }
    return step;
  }
}
