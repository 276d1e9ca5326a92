package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resolver: handlers around one data source (unit), or around functions that each have one
 * (pipeline).
 *
 * @param steps the data source's own step of a unit resolver; the functions of a pipeline, in order
 */
record FieldResolver(
    Scripts scripts,
    ResolverCode code,
    boolean pipeline,
    List<Step> steps,
    ObjectNode environment) {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");

  /** Code with the data source that it works on. */
  record Step(ResolverCode code, DataSourceCall source) {}

  /**
   * What a field came to.
   *
   * @param effects what its handlers asked of {@code extensions}, in order
   */
  record Resolved(
      JsonNode value,
      Optional<ResolverError> failure,
      List<ResolverError> appended,
      List<JsonNode> effects) {}

  boolean looksAtSelection() {
    return code.script().contains("selectionSet")
        || steps.stream().anyMatch(step -> step.code().script().contains("selectionSet"));
  }

  Resolved resolve(ObjectNode context) {
    Run run = new Run(context);
    try {
      JsonNode value = pipeline ? run.pipeline() : run.step(steps.getFirst());
      return new Resolved(value, Optional.empty(), run.appended, run.effects);
    } catch (Ended e) {
      return new Resolved(NullNode.instance, Optional.of(e.error), run.appended, run.effects);
    } catch (RuntimeException e) {
      LOG.error("resolver {} failed", code.file(), e);
      ResolverError error =
          ResolverError.of(
              "InternalFailure", "An internal failure occurred while resolving this field.");
      return new Resolved(NullNode.instance, Optional.of(error), run.appended, run.effects);
    }
  }

  /** A handler raised an error. */
  private static final class Ended extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient ResolverError error;

    Ended(ResolverError error) {
      super(error.message(), null, false, false);
      this.error = error;
    }
  }

  /** One run, with its context. */
  private final class Run {

    private final ObjectNode context;
    private final List<ResolverError> appended = new ArrayList<>();
    private final List<JsonNode> effects = new ArrayList<>();
    private boolean skipToEnd;

    Run(ObjectNode context) {
      this.context = context;
    }

    JsonNode pipeline() {
      HandlerOutcome before = handler(code, "request");
      previous(before.value());
      if (before.kind() == HandlerOutcome.Kind.VALUE) {
        for (Step step : steps) {
          if (!skipToEnd) {
            previous(step(step));
          }
        }
      }
      context.set("result", context.path("prev").path("result"));
      context.remove("error");
      return handler(code, "response").value();
    }

    JsonNode step(Step step) {
      context.putNull("result");
      context.remove("error");
      HandlerOutcome request = handler(step.code(), "request");
      if (request.kind() == HandlerOutcome.Kind.EARLY) {
        skipToEnd = !request.skipToNext();
        return request.value();
      }
      DataSourceCall.Result result = called(step.source(), request.value());
      context.set("result", result.result());
      result.error().ifPresent(error -> context.set("error", error.json()));
      HandlerOutcome response = handler(step.code(), "response");
      skipToEnd = response.kind() == HandlerOutcome.Kind.EARLY && !response.skipToNext();
      return response.value();
    }

    private void previous(JsonNode result) {
      context.withObjectProperty("prev").set("result", result);
    }

    private DataSourceCall.Result called(DataSourceCall source, JsonNode request) {
      try {
        return source.call(request);
      } catch (DataSourceCall.RequestError e) {
        throw new Ended(ResolverError.of("MappingTemplate", e.getMessage()));
      } catch (AccessDenied e) {
        return DataSourceCall.Result.failed(
            ResolverError.of("AccessDeniedException", e.getMessage()));
      }
    }

    private HandlerOutcome handler(ResolverCode of, String name) {
      HandlerOutcome outcome = HandlerOutcome.of(scripts.run(of, name, context.toString()));
      appended.addAll(outcome.appended());
      effects.add(outcome.effects());
      if (outcome.kind() == HandlerOutcome.Kind.ERROR) {
        throw new Ended(outcome.error());
      }
      context.set("stash", outcome.stash());
      return outcome;
    }
  }
}
