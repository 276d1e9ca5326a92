package ecommerce.cli.deploy;

import ecommerce.cli.site.Failure;
import ecommerce.deploy.Step;
import ecommerce.deploy.stacks.StackFailure;
import java.util.ArrayList;
import java.util.List;

/** What a course over several services came to. */
public final class Report {

  private Report() {}

  /**
   * @throws Failure with a line for each service that failed, and one for those that were not begun
   */
  public static void refuseFailures(List<? extends Step<?>> steps) {
    List<String> lines = new ArrayList<>();
    List<String> notBegun = new ArrayList<>();
    RuntimeException first = null;
    for (Step<?> step : steps) {
      switch (step) {
        case Step.Done<?> done -> {}
        case Step.Failed<?> failed -> {
          RuntimeException reason = failed.reason();
          boolean named = reason instanceof StackFailure;
          lines.add((named ? "" : failed.name() + ": ") + reason.getMessage());
          first = first == null ? reason : first;
        }
        case Step.NotBegun<?> skipped -> notBegun.add(skipped.name());
      }
    }
    if (!notBegun.isEmpty()) {
      lines.add("not begun: " + String.join(", ", notBegun));
    }
    if (!lines.isEmpty()) {
      throw new Failure(String.join("\n", lines), first);
    }
  }
}
