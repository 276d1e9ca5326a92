package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.PackagedTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Lets CloudFormation do something to a stack, tells each step, and waits for the end. */
final class StackRun {

  private static final Set<String> GOOD = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

  private final CloudFormationClient cloudFormation;
  private final Stacks stacks;
  private final Pace pace;
  private final StackProgress progress;

  StackRun(CloudFormationClient cloudFormation, Pace pace, StackProgress progress) {
    this.cloudFormation = cloudFormation;
    this.stacks = new Stacks(cloudFormation, pace);
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * @throws StackFailure with the failing resource's own reason
   */
  void execute(ChangeSets.Proposal proposal, ChangeSets changeSets, PackagedTemplate template) {
    StackEvents events = StackEvents.from(cloudFormation, proposal.stackId());
    changeSets.execute(proposal);
    Optional<DeployedStack> end = follow(proposal.stack(), proposal.stackId(), events);
    String status = end.map(stack -> stack.status().toString()).orElse("gone");
    if (!GOOD.contains(status)) {
      throw new StackFailure(
          proposal.stack(),
          reason(events.seen(), logicalId -> template.place(logicalId) + ": ", status, end));
    }
  }

  /**
   * Waits until nothing is being done to the stack any more; it is gone where the result is empty.
   */
  Optional<DeployedStack> follow(String name, String stackId, StackEvents events) {
    Pace.Waiting waiting = pace.begin(name);
    while (true) {
      if (tell(name, events)) {
        waiting.hurry();
      }
      boolean begun = !events.seen().isEmpty();
      Optional<DeployedStack> stack =
          stacks.find(stackId).filter(found -> found.standing() != Standing.GONE);
      if (stack.isEmpty() || begun && !isUnderWay(stack.get())) {
        tell(name, events);
        return stack;
      }
      waiting.pause();
    }
  }

  private boolean tell(String name, StackEvents events) {
    List<StackEvent> news = events.news();
    news.forEach(event -> progress.event(name, event));
    return !news.isEmpty();
  }

  private static boolean isUnderWay(DeployedStack stack) {
    return stack.standing() == Standing.BUSY || stack.standing() == Standing.SHELL;
  }

  String reason(
      List<StackEvent> events,
      UnaryOperator<String> place,
      String status,
      Optional<DeployedStack> end) {
    return new FailureReason(cloudFormation)
        .in(events, place)
        .map(reason -> reason + " (the stack is " + status + ")")
        .orElseGet(
            () ->
                "is "
                    + status
                    + end.flatMap(DeployedStack::reason).map(reason -> ": " + reason).orElse(""));
  }
}
