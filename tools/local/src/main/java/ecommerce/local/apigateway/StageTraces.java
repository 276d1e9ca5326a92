package ecommerce.local.apigateway;

import ecommerce.local.Segment;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import ecommerce.local.wire.HttpRequest;
import java.time.Instant;
import java.util.Optional;

/** Begins the traces of requests to stages. */
record StageTraces(RestState state, Tracing tracing, Timers timers, ExecuteApi arns) {

  static final String ORIGIN = "AWS::ApiGateway::Stage";

  /** A stage without tracing passes on what the client sent. */
  StageTrace begin(HttpRequest request, SavedStage stage, String path, Instant now) {
    if (!stage.tracing()) {
      return new StageTrace(tracing, timers, Trace.of(request, now), request.trace());
    }
    String api = state.apis().get(stage.apiId()).map(SavedApi::name).orElse(stage.apiId());
    String name = api + "/" + stage.name();
    String host = request.headers().first("host").orElse("");
    Tracing.Asked asked =
        new Tracing.Asked(
            name,
            ORIGIN,
            arns.control("/restapis/" + stage.apiId() + "/stages/" + stage.name()),
            host,
            request.method(),
            "/" + stage.name() + path);
    TraceHeader header = tracing.decide(request.trace(), asked);
    Segment segment =
        Segment.of(header, name, ORIGIN, now)
            .request(request.method(), "https://" + host + "/" + stage.name() + path)
            .aws("api_id", stage.apiId())
            .aws("api_stage", stage.name());
    return new StageTrace(
        tracing, timers, segment.header().text(), Optional.of(header), Optional.of(segment));
  }
}
