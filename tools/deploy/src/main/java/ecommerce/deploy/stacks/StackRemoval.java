package ecommerce.deploy.stacks;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Removes stacks. */
public final class StackRemoval {

  private final CloudFormationClient cloudFormation;
  private final Stacks stacks;
  private final StackRun run;
  private final StackProgress progress;

  public StackRemoval(CloudFormationClient cloudFormation, Pace pace, StackProgress progress) {
    this.cloudFormation = cloudFormation;
    this.stacks = new Stacks(cloudFormation, pace);
    this.run = new StackRun(cloudFormation, pace, progress);
    this.progress = progress;
  }

  /**
   * Removes a stack and waits for the end.
   *
   * @return false where there was none
   * @throws StackFailure with the reason of the first resource that stays
   */
  public boolean remove(String name) {
    Optional<DeployedStack> stack = stacks.settled(name, progress);
    stack.ifPresent(this::remove);
    return stack.isPresent();
  }

  void remove(DeployedStack stack) {
    if (stack.terminationProtected()) {
      throw new StackFailure(stack.name(), "is protected against termination");
    }
    StackEvents events = StackEvents.from(cloudFormation, stack.id());
    cloudFormation.deleteStack(r -> r.stackName(stack.id()));
    Optional<DeployedStack> left = run.follow(stack.name(), stack.id(), events);
    if (left.isPresent()) {
      throw new StackFailure(
          stack.name(),
          run.reason(events.seen(), logicalId -> "", left.get().status().toString(), left));
    }
  }
}
