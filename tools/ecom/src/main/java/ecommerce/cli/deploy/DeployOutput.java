package ecommerce.cli.deploy;

import ecommerce.deploy.DeployProgress;
import ecommerce.deploy.stacks.StackOutcome;
import java.io.PrintWriter;
import java.util.Locale;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Prints how a deployment goes on: one line for each thing that happens, with its time. */
public final class DeployOutput implements DeployProgress {

  /** How much is told. */
  public enum Detail {
    STACKS,
    RESOURCES
  }

  private final PrintWriter out;
  private final long started;
  private final Detail detail;

  public DeployOutput(PrintWriter out, long started, Detail detail) {
    this.out = out;
    this.started = started;
    this.detail = detail;
  }

  @Override
  public void note(String stack, String text) {
    say(stack + " " + text);
  }

  @Override
  public void event(String stack, StackEvent event) {
    String status = event.resourceStatusAsString();
    boolean ended = status.endsWith("_COMPLETE") || status.endsWith("_FAILED");
    if (detail == Detail.RESOURCES
        && ended
        && !event.stackId().equals(event.physicalResourceId())) {
      String reason = event.resourceStatusReason();
      say(
          stack
              + "  "
              + event.logicalResourceId()
              + " ("
              + event.resourceType()
              + ") "
              + status
              + (reason == null || reason.isBlank() ? "" : ": " + reason));
    }
  }

  @Override
  public void finished(StackOutcome outcome) {
    say(
        outcome.stack()
            + switch (outcome) {
              case StackOutcome.Unchanged unchanged -> " unchanged";
              case StackOutcome.Created created -> ": " + resources(created.resources());
              case StackOutcome.Updated updated ->
                  ": " + resources(updated.resources()) + " changed";
            });
  }

  @Override
  public void removed(String stack) {
    say(stack + " removed");
  }

  private static String resources(int count) {
    return count + (count == 1 ? " resource" : " resources");
  }

  synchronized void say(String what) {
    out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - started) / 1e9, what);
    out.flush();
  }
}
