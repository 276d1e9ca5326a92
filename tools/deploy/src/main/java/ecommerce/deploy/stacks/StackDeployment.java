package ecommerce.deploy.stacks;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Brings stacks to what is wanted. A stack that is so already is left alone without a change set;
 * one whose creation failed is removed first; one that is busy is waited for.
 */
public final class StackDeployment {

  private final Stacks stacks;
  private final ChangeSets changeSets;
  private final StackRun run;
  private final StackRemoval removal;
  private final StackProgress progress;

  public StackDeployment(
      CloudFormationClient cloudFormation, Artifacts artifacts, Pace pace, StackProgress progress) {
    this.stacks = new Stacks(cloudFormation, pace);
    this.changeSets = new ChangeSets(cloudFormation, artifacts, pace);
    this.run = new StackRun(cloudFormation, pace, progress);
    this.removal = new StackRemoval(cloudFormation, pace, progress);
    this.progress = progress;
  }

  /**
   * @param systemsManager name → value now, of the parameters that the stack's values come from
   * @throws StackFailure with the failing resource's own reason
   */
  public StackOutcome deploy(StackRequest wanted, Map<String, String> systemsManager) {
    Optional<DeployedStack> present = ready(wanted.name());
    return present.isPresent() && isAsWanted(present.get(), wanted, systemsManager)
        ? new StackOutcome.Unchanged(wanted.name())
        : deploy(wanted, present);
  }

  /** As {@link #deploy}, by a change set in any case. */
  public StackOutcome deployAskingAlways(StackRequest wanted) {
    return deploy(wanted, ready(wanted.name()));
  }

  private StackOutcome deploy(StackRequest wanted, Optional<DeployedStack> present) {
    Optional<ChangeSets.Proposal> proposal = changeSets.propose(wanted, present, false);
    if (proposal.isEmpty()) {
      return new StackOutcome.Unchanged(wanted.name());
    }
    run.execute(proposal.get(), changeSets, wanted.template());
    int resources = proposal.get().changes().size();
    return proposal.get().create()
        ? new StackOutcome.Created(wanted.name(), resources)
        : new StackOutcome.Updated(wanted.name(), resources);
  }

  /**
   * What {@link #deploy} would do, asked from CloudFormation by a change set that is removed again.
   *
   * @param values whether the changes are to have the properties' values
   */
  public StackPreview preview(
      StackRequest wanted, Map<String, String> systemsManager, boolean values) {
    Optional<DeployedStack> present = stacks.settled(wanted.name(), progress);
    if (present.isPresent() && isAsWanted(present.get(), wanted, systemsManager)) {
      return StackPreview.unchanged(wanted.name());
    }
    present.ifPresent(StackDeployment::refuseStuck);
    if (present.isPresent() && present.get().standing() == Standing.NEVER_MADE) {
      progress.note(
          wanted.name(), "is " + present.get().status() + ": it would be removed and made again");
      return StackPreview.anew(wanted);
    }
    Optional<ChangeSets.Proposal> proposal = changeSets.propose(wanted, present, values);
    proposal.ifPresent(changeSets::discard);
    return proposal
        .map(made -> StackPreview.of(wanted.name(), made.create(), made.changes()))
        .orElseGet(() -> StackPreview.unchanged(wanted.name()));
  }

  private boolean isAsWanted(
      DeployedStack present, StackRequest wanted, Map<String, String> systemsManager) {
    return present.standing() == Standing.USABLE
        && present.isAsWanted(wanted, systemsManager)
        && stacks
            .template(present.name(), wanted.template().text())
            .equals(wanted.template().text());
  }

  /** The stack, in a state from which it can be deployed; empty where it has to be made. */
  private Optional<DeployedStack> ready(String name) {
    Optional<DeployedStack> stack = stacks.settled(name, progress);
    if (stack.isEmpty()) {
      return stack;
    }
    return switch (stack.get().standing()) {
      case NEVER_MADE -> {
        progress.note(name, "is " + stack.get().status() + ": removing it, to make it again");
        removal.remove(stack.get());
        yield Optional.empty();
      }
      case SHELL -> {
        progress.note(name, "is REVIEW_IN_PROGRESS, from a change set that was not executed");
        yield stack;
      }
      case STUCK -> {
        refuseStuck(stack.get());
        yield stack;
      }
      case BUSY, USABLE, GONE -> stack;
    };
  }

  private static void refuseStuck(DeployedStack stack) {
    if (stack.standing() == Standing.STUCK) {
      String way =
          stack.status() == StackStatus.DELETE_FAILED
              ? "its removal failed; finish that first"
              : "bring it back with aws cloudformation continue-update-rollback";
      throw new StackFailure(
          stack.name(),
          "is "
              + stack.status()
              + stack.reason().map(reason -> " (" + reason + ")").orElse("")
              + ": "
              + way);
    }
  }
}
