package ecommerce.cli.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a trace: what Lambda, API Gateway and AppSync say in several segments is one line
 * each.
 */
final class TraceRows {

  private static final Set<String> PHASES =
      Set.of("Initialization", "Restore", "Invocation", "Overhead", "Dwell Time");

  private final TraceNames names;
  private final List<TraceRow> rows = new ArrayList<>();

  private TraceRows(TraceNames names) {
    this.names = names;
  }

  static List<TraceRow> of(List<TraceSpan> roots, TraceNames names) {
    TraceRows rows = new TraceRows(names);
    roots.forEach(root -> rows.add(root, 0));
    return List.copyOf(rows.rows);
  }

  private void add(TraceSpan span, int depth) {
    switch (span.origin()) {
      case "AWS::Lambda" -> invocations(span, depth);
      case "AWS::Lambda::Function" -> invocation(span, depth, List.of(), "");
      case "AWS::ApiGateway::Stage" -> {
        String request = span.document().at("/http/request/method").asText() + " " + path(span);
        rows.add(TraceRow.of(depth, names.service(span.name()), request, span, List.of()));
        inside(span, depth);
      }
      case "AWS::AppSync::GraphQLAPI" -> {
        rows.add(TraceRow.of(depth, names.service(span.name()), "GraphQL", span, List.of()));
        span.children().forEach(child -> add(child, depth + 1));
      }
      default -> part(span, depth);
    }
  }

  private static String path(TraceSpan span) {
    String url = span.document().at("/http/request/url").asText();
    String path = url.replaceFirst("^[a-z]+://[^/]*", "");
    return path.isEmpty() ? "/" : path;
  }

  /** What an integration caused stands directly below its API. */
  private void inside(TraceSpan span, int depth) {
    for (TraceSpan child : span.children()) {
      if (child.name().equals("Lambda") && child.aws("operation").equals("Invoke")) {
        child.children().forEach(below -> add(below, depth + 1));
      } else {
        add(child, depth + 1);
      }
    }
  }

  private void part(TraceSpan span, int depth) {
    if (PHASES.contains(span.name())) {
      span.children().forEach(child -> add(child, depth));
      return;
    }
    if (span.document().path("annotations").has("orderId") && span.text("namespace").isEmpty()) {
      return; // Says whom the invocation is about, no more.
    }
    int retries = span.document().at("/aws/retries").asInt();
    List<String> notes = retries == 0 ? List.of() : List.of(retries + " retries");
    rows.add(TraceRow.of(depth, called(span), what(span), span, notes));
    span.children().forEach(child -> add(child, depth + 1));
  }

  private String called(TraceSpan span) {
    return switch (span.text("namespace")) {
      case "aws" -> span.name();
      case "remote" -> "HTTP";
      default -> "";
    };
  }

  private String what(TraceSpan span) {
    String operation = span.aws("operation");
    if (span.text("namespace").equals("remote")) {
      String method = span.document().at("/http/request/method").asText();
      return method.isEmpty() ? span.aws("data_source") : method + " " + path(span);
    }
    if (!span.text("namespace").equals("aws")) {
      return span.name();
    }
    String target = "";
    for (String member : List.of("table_name", "queue_url", "function_name")) {
      String physical = span.aws(member);
      if (!physical.isEmpty()) {
        String name = physical.substring(physical.lastIndexOf('/') + 1);
        target = " " + names.service(name) + " " + names.resource(name);
      }
    }
    return operation + target;
  }

  /** The service's segment of a function: its attempts, or what happened before there was one. */
  private void invocations(TraceSpan span, int depth) {
    List<TraceSpan> attempts =
        span.children().stream().filter(child -> child.name().startsWith("Attempt #")).toList();
    List<TraceSpan> functions = functions(span);
    if (functions.isEmpty()) {
      rows.add(
          TraceRow.of(
              depth,
              names.service(span.name()),
              names.resource(span.name()),
              span,
              List.of("no invocation")));
    }
    for (int i = 0; i < functions.size(); i++) {
      List<String> notes = new ArrayList<>();
      if (attempts.size() > 1) {
        notes.add("attempt " + (i + 1) + " of " + attempts.size());
      }
      if (i == 0) {
        waited(span, functions.getFirst(), notes);
      }
      invocation(functions.get(i), depth, notes, span.aws("request_id"));
    }
    String condition = span.aws("condition");
    if (!condition.isEmpty()) {
      rows.add(
          new TraceRow(
              depth,
              names.service(span.name()),
              names.resource(span.name()) + " gave the event up",
              span.end(),
              span.end(),
              List.of("to its failure destination: the dead letters"),
              Optional.of(new TraceFailure(condition, Optional.empty())),
              "",
              "",
              ""));
    }
  }

  private static void waited(TraceSpan service, TraceSpan function, List<String> notes) {
    long wait = Duration.between(service.start(), function.start()).toMillis();
    if (wait >= 100) {
      notes.add("waited " + wait + " ms");
    }
  }

  private static List<TraceSpan> functions(TraceSpan span) {
    List<TraceSpan> found = new ArrayList<>();
    for (TraceSpan child : span.children()) {
      if (child.origin().equals("AWS::Lambda::Function")) {
        found.add(child);
      } else if (child.origin().isEmpty()) {
        found.addAll(functions(child));
      }
    }
    return found;
  }

  private void invocation(TraceSpan function, int depth, List<String> before, String requestId) {
    List<String> notes = new ArrayList<>(before);
    for (TraceSpan phase : function.children()) {
      long millis = Duration.between(phase.start(), phase.end()).toMillis();
      if (millis == 0) {
        continue; // The process was ready before: nobody waited for it.
      }
      if (phase.name().equals("Initialization")) {
        notes.add("cold start " + millis + " ms");
      } else if (phase.name().equals("Restore")) {
        notes.add("cold start: restored in " + millis + " ms");
      }
    }
    String request = function.aws("request_id");
    rows.add(
        new TraceRow(
            depth,
            names.service(function.name()),
            names.resource(function.name()),
            function.start(),
            function.end(),
            notes,
            function.failure(),
            request.isEmpty() ? requestId : request,
            function.name(),
            function.document().at("/aws/cloudwatch_logs/0/log_group").asText()));
    function.children().forEach(child -> add(child, depth + 1));
  }
}
