package ecommerce.deploy;

import ecommerce.deploy.stacks.StackOutcome;
import ecommerce.deploy.stacks.StackProgress;

/** Told how a deployment goes on, from several threads. */
public interface DeployProgress extends StackProgress {

  /** A stack is what is wanted. */
  void finished(StackOutcome outcome);

  /** A stack is gone. */
  void removed(String stack);
}
