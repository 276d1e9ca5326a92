package ecommerce.cli.pipeline;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints executions: whole, or what is new since it was printed last. */
final class PipelineOutput {

  private final PrintWriter out;
  private final String options;
  private final Set<String> said = new HashSet<>();

  /**
   * @param options those of the command, for commands that it shows
   */
  PipelineOutput(PrintWriter out, String options) {
    this.out = out;
    this.options = options;
  }

  /** All stages as they are now. */
  void whole(PipelineView view, Instant now) {
    head(view);
    out.println(
        view.status()
            + (view.ended()
                ? " after " + time(view.began(), view.lastChange())
                : " for " + time(view.began(), now)));
    for (PipelineView.Stage stage : view.stages()) {
      String name = stage.name();
      for (PipelineView.Action action : stage.actions()) {
        out.printf(
            Locale.ROOT,
            "  %-10s %s %-18s %s%n",
            name,
            sign(action),
            action.name(),
            state(action, now));
        name = "";
      }
      if (stage.waiting()) {
        out.println("  " + " ".repeat(11) + "the execution waits before this stage");
      }
    }
    view.approval().ifPresent(waiting -> out.println(invitation(waiting)));
    failures(view);
    out.flush();
  }

  /** What has begun or ended since the last time, each a line with the time since the beginning. */
  void news(PipelineView view) {
    if (view.commit() != null && said.add("head")) {
      head(view);
    }
    for (PipelineView.Stage stage : view.stages()) {
      if (stage.waiting() && said.add(stage.name() + " waits")) {
        out.println(
            "           " + stage.name() + " is occupied, or its transition is off: waiting");
      }
      for (PipelineView.Action action : stage.actions()) {
        String name = stage.name() + "/" + action.name();
        if (action.began() != null && said.add(name + " began " + action.began())) {
          line(view, action.began(), name, "begins");
        }
        if (action.ended() != null && said.add(name + " ended " + action.ended())) {
          line(view, action.ended(), name, state(action, action.ended()));
        }
      }
    }
    view.approval()
        .filter(waiting -> said.add("approval " + waiting.action().approval()))
        .ifPresent(waiting -> out.println("           " + invitation(waiting)));
    out.flush();
  }

  /** How it ended, and why where it failed. */
  void end(PipelineView view) {
    failures(view);
    out.println(
        view.pipeline()
            + " "
            + view.status()
            + " after "
            + time(view.began(), view.lastChange())
            + (view.summary() == null || view.summary().isBlank() ? "" : ": " + view.summary()));
    out.flush();
  }

  private void head(PipelineView view) {
    out.println(
        view.pipeline()
            + "  execution "
            + view.execution()
            + (view.commit() == null
                ? ""
                : "  commit "
                    + view.commit().substring(0, Math.min(8, view.commit().length()))
                    + (view.message() == null ? "" : "  " + view.message())));
  }

  private void line(PipelineView view, Instant when, String name, String what) {
    double seconds = Duration.between(view.began(), when).toMillis() / 1e3;
    out.printf(Locale.ROOT, "%7.1f s  %-28s %s%n", Math.max(0, seconds), name, what);
  }

  private String invitation(PipelineView.Waiting waiting) {
    return waiting.stage().name()
        + " waits for a person: ./ecom approve"
        + options
        + "   or   ./ecom approve"
        + options
        + " --reject --comment WHY";
  }

  private void failures(PipelineView view) {
    for (PipelineView.Stage stage : view.stages()) {
      for (PipelineView.Action action : stage.actions()) {
        if (action.failed()) {
          out.println(
              stage.name()
                  + "/"
                  + action.name()
                  + " failed"
                  + (action.summary() == null ? "" : ": " + action.summary()));
          if (action.why() != null) {
            why(action);
          }
        }
      }
    }
  }

  private void why(PipelineView.Action action) {
    FailedBuild build = action.why();
    if (build.phase() != null) {
      boolean said = action.summary() != null && action.summary().contains(build.reason());
      out.println("  phase " + build.phase() + (said ? "" : ": " + build.reason()));
    }
    for (FailedBuild.FailedTest test : build.tests()) {
      out.println("  ✗ " + test.name() + (test.message() == null ? "" : ": " + test.message()));
    }
    if (build.tests().isEmpty()) {
      build.log().forEach(line -> out.println("  | " + line));
    }
    if (build.logGroup() != null) {
      out.println("  the log is in the group " + build.logGroup());
    }
  }

  private static String sign(PipelineView.Action action) {
    return switch (action.status()) {
      case "Succeeded" -> "✓";
      case "Failed" -> "✗";
      case "InProgress" -> action.waitsForApproval() ? "?" : "▶";
      case "NotBegun" -> " ";
      default -> "-";
    };
  }

  private static String state(PipelineView.Action action, Instant now) {
    return switch (action.status()) {
      case "NotBegun" -> "";
      case "InProgress" ->
          (action.waitsForApproval() ? "waits for a person since " : "runs since ")
              + time(action.began(), now);
      case "Succeeded" -> "succeeded in " + time(action.began(), action.ended());
      case "Failed" ->
          "failed after "
              + time(action.began(), action.ended())
              + (action.why() == null || action.why().tests().isEmpty()
                  ? ""
                  : ": " + tests(action.why()));
      case String other -> other.toLowerCase(Locale.ROOT);
    };
  }

  private static String tests(FailedBuild build) {
    return build.tests().stream()
        .map(FailedBuild.FailedTest::name)
        .collect(Collectors.joining(", "));
  }

  static String time(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    return time.toMinutes() < 1
        ? String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1e3)
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
