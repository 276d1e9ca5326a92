package ecommerce.local.apigateway;

import ecommerce.local.Scope;
import ecommerce.local.Segment;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The segment of one request to a stage, {@code AWS::ApiGateway::Stage}, with its integration.
 *
 * @param text what the function and the client see as {@code X-Amzn-Trace-Id}
 * @param header under which the request goes on; empty where nothing is known of it
 * @param segment empty where the stage is not traced
 */
record StageTrace(
    Tracing tracing,
    Timers timers,
    String text,
    Optional<TraceHeader> header,
    Optional<Segment> segment) {

  StageTrace(Tracing tracing, Timers timers, String text, Optional<TraceHeader> header) {
    this(tracing, timers, text, header, Optional.empty());
  }

  Scope scope(String requestId) {
    segment.ifPresent(one -> one.aws("request_id", requestId));
    return Scope.request(requestId, header);
  }

  /** Runs what is behind the method, as a subsegment. */
  <T> T integration(Supplier<T> call) {
    if (segment.isEmpty()) {
      return call.get();
    }
    Segment lambda =
        segment
            .get()
            .subsegment("Lambda", timers.instant())
            .put("namespace", "aws")
            .aws("operation", "Invoke");
    try {
      return Scope.traced(Optional.of(lambda.header())).call(call);
    } catch (Refusal refusal) {
      lambda.failed("fault");
      throw refusal;
    } finally {
      lambda.end(timers.instant());
    }
  }

  void end(int status, Instant now) {
    segment.ifPresent(one -> tracing.record(one.response(status).end(now)));
  }
}
