package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Scope;
import ecommerce.local.Segment;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The trace of one GraphQL request: a segment of the API, {@code AWS::AppSync::GraphQLAPI}, with
 * its resolvers, each with the data sources that it asked. Arguments and results are not in it.
 *
 * @param scope in which resolvers run, whatever their thread
 * @param segment empty where the API is not traced
 */
record RequestTrace(Scope scope, Optional<Segment> segment, Optional<Timers> timers) {

  private static final ScopedValue<RequestTrace> RESOLVER = ScopedValue.newInstance();

  /** Without a segment; what was given goes on. */
  static RequestTrace none() {
    return new RequestTrace(Scope.current(), Optional.empty(), Optional.empty());
  }

  /** In the current scope. */
  static RequestTrace of(Tracing tracing, Timers timers, ServedApi api, String arn) {
    if (!api.traced()) {
      return none();
    }
    Optional<TraceHeader> given = Scope.current().trace();
    String type = "AWS::AppSync::GraphQLAPI";
    TraceHeader header = tracing.decide(given, Tracing.Asked.of(api.name(), type, arn));
    Segment segment =
        Segment.of(header, api.name(), type, timers.instant()).aws("resource_arn", arn);
    Scope.current().requestId().ifPresent(id -> segment.aws("request_id", id));
    return new RequestTrace(
        Scope.traced(Optional.of(segment.header())), Optional.of(segment), Optional.of(timers));
  }

  /** Runs a resolver as a subsegment. */
  FieldResolver.Resolved resolver(String field, Supplier<FieldResolver.Resolved> work) {
    if (segment.isEmpty()) {
      return scope.call(work);
    }
    Segment child = segment.get().subsegment(field, timers.get().instant());
    try {
      FieldResolver.Resolved resolved = under(child).inside(work);
      if (resolved.failure().isPresent()) {
        child.failed("error").aws("error_type", resolved.failure().get().type());
      }
      return resolved;
    } finally {
      child.end(timers.get().instant());
    }
  }

  private RequestTrace under(Segment child) {
    return new RequestTrace(
        new Scope(scope.requestId(), Optional.of(child.header())), Optional.of(child), timers);
  }

  private <T> T inside(Supplier<T> work) {
    return scope.call(() -> ScopedValue.where(RESOLVER, this).call(work::get));
  }

  /**
   * A data source whose calls are subsegments of the resolver that asks.
   *
   * @param namespace {@code aws} or {@code remote}
   * @param member of the block {@code aws} that names what is asked
   */
  static DataSourceCall source(
      DataSourceCall source, String name, String namespace, String member, String value) {
    return request -> {
      if (!RESOLVER.isBound()) {
        return source.call(request);
      }
      RequestTrace current = RESOLVER.get();
      Segment child =
          current
              .segment()
              .get()
              .subsegment(name, current.timers().get().instant())
              .put("namespace", namespace)
              .aws(member, value);
      if (request.path("operation").isTextual()) {
        child.aws("operation", request.path("operation").asText());
      }
      try {
        return told(child, current.under(child).inside(() -> source.call(request)));
      } finally {
        child.end(current.timers().get().instant());
      }
    };
  }

  private static DataSourceCall.Result told(Segment child, DataSourceCall.Result result) {
    if (result.error().isPresent()) {
      child.failed("error").aws("error_type", result.error().get().type());
    }
    JsonNode status = result.result().path("statusCode");
    if (status.isInt() && result.result().has("headers")) {
      child.response(status.asInt());
    }
    return result;
  }

  /** Ends it. */
  void end(Tracing tracing, int status, boolean errors) {
    segment.ifPresent(
        one -> {
          if (errors) {
            one.failed("error");
          }
          tracing.record(one.response(status).end(timers.get().instant()));
        });
  }
}
