package ecommerce.suite.target;

import ecommerce.deploy.DeployProgress;
import ecommerce.deploy.stacks.StackOutcome;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** A deployment, told line by line. */
public final class PrintedProgress implements DeployProgress {

  @Override
  public void note(String stack, String text) {
    System.out.println(stack + " " + text);
  }

  @Override
  public void event(String stack, StackEvent event) {
    // The outcome is enough.
  }

  @Override
  public void finished(StackOutcome outcome) {
    System.out.println(outcome.stack() + " is deployed");
  }

  @Override
  public void removed(String stack) {
    System.out.println(stack + " is removed");
  }
}
