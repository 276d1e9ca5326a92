package ecommerce.local.lambda;

import ecommerce.local.Scope;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/** Says under which header an invocation runs, and begins its trace. */
record InvocationTraces(Tracing tracing, Timers timers) {

  static final String SERVICE = "AWS::Lambda";

  static boolean isActive(Function function) {
    return function.configuration().tracingConfig() != null
        && function.configuration().tracingConfig().mode() == TracingMode.ACTIVE;
  }

  /** A function that is not traced by itself passes on what it is given. */
  TraceHeader header(Function function, Optional<TraceHeader> given) {
    if (isActive(function)) {
      return tracing.decide(
          given, Tracing.Asked.of(function.name(), "AWS::Lambda::Function", function.arn()));
    }
    TraceHeader header = given.orElseGet(() -> TraceHeader.fresh(timers.instant()));
    return header.sampled(header.isSampled());
  }

  InvocationTrace begin(Invocations.Request request) {
    Instant now = timers.instant();
    return request
        .attempt()
        .map(header -> InvocationTrace.attempt(tracing, request, header, now))
        .orElseGet(
            () ->
                InvocationTrace.whole(
                    tracing, request, header(request.function(), Scope.current().trace()), now));
  }
}
