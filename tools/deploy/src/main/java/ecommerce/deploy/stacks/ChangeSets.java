package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** Change sets: what CloudFormation would do to bring a stack to what is wanted. */
final class ChangeSets {

  /** A longer template is sent by way of the bucket. */
  private static final int LONGEST_BODY = 51_200;

  private static final Pattern LINE = Pattern.compile("(?m)^line (\\d+): ");

  /**
   * A change set that could be executed.
   *
   * @param create whether the stack is to be made
   * @param madeShell whether the stack was not there at all before the change set
   */
  record Proposal(
      String stack,
      String stackId,
      String id,
      boolean create,
      boolean madeShell,
      List<Change> changes) {}

  private final CloudFormationClient cloudFormation;
  private final Artifacts artifacts;
  private final Pace pace;

  ChangeSets(CloudFormationClient cloudFormation, Artifacts artifacts, Pace pace) {
    this.cloudFormation = cloudFormation;
    this.artifacts = artifacts;
    this.pace = pace;
  }

  /**
   * Uploads what the template needs and makes a change set.
   *
   * @param present the stack as it is
   * @param values whether the changes are to have the properties' values
   * @return empty where nothing would change; then no change set is left
   * @throws StackFailure with CloudFormation's reason; then no change set is left, nor the shell of
   *     a new stack
   */
  Optional<Proposal> propose(StackRequest wanted, Optional<DeployedStack> present, boolean values) {
    boolean create = present.isEmpty() || present.get().standing() == Standing.SHELL;
    wanted.template().artifacts().forEach(artifacts::keep);
    CreateChangeSetResponse made = make(wanted, create);
    Proposal proposal =
        new Proposal(
            wanted.name(), made.stackId(), made.id(), create, present.isEmpty(), List.of());
    DescribeChangeSetResponse result = awaitOrDiscard(proposal, values);
    if (result.status() == ChangeSetStatus.FAILED) {
      discard(proposal);
      if (saysNothingChanges(result.statusReason())) {
        return Optional.empty();
      }
      throw new StackFailure(wanted.name(), placed(wanted, result.statusReason()));
    }
    return Optional.of(
        new Proposal(
            wanted.name(),
            made.stackId(),
            made.id(),
            create,
            present.isEmpty(),
            changes(proposal, result, values)));
  }

  private CreateChangeSetResponse make(StackRequest wanted, boolean create) {
    CreateChangeSetRequest.Builder request =
        CreateChangeSetRequest.builder()
            .stackName(wanted.name())
            .changeSetName("ecom-" + UUID.randomUUID())
            .changeSetType(create ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
            .capabilities(
                Capability.CAPABILITY_IAM,
                Capability.CAPABILITY_NAMED_IAM,
                Capability.CAPABILITY_AUTO_EXPAND)
            .parameters(wanted.sdkParameters())
            .tags(wanted.sdkTags());
    wanted.role().ifPresent(request::roleARN);
    if (wanted.template().size() <= LONGEST_BODY) {
      request.templateBody(wanted.template().text());
    } else {
      Artifact text = wanted.template().artifact();
      artifacts.keep(text);
      request.templateURL(artifacts.url(text));
    }
    try {
      return cloudFormation.createChangeSet(request.build());
    } catch (CloudFormationException e) {
      throw new StackFailure(wanted.name(), placed(wanted, Stacks.message(e)), e);
    }
  }

  private DescribeChangeSetResponse awaitOrDiscard(Proposal proposal, boolean values) {
    try {
      return await(proposal, values);
    } catch (RuntimeException e) {
      try {
        discard(proposal);
      } catch (RuntimeException other) {
        e.addSuppressed(other);
      }
      throw e;
    }
  }

  private DescribeChangeSetResponse await(Proposal proposal, boolean values) {
    Pace.Waiting waiting = pace.begin(proposal.stack());
    while (true) {
      DescribeChangeSetResponse now = describe(proposal, null, values);
      if (now.status() != ChangeSetStatus.CREATE_PENDING
          && now.status() != ChangeSetStatus.CREATE_IN_PROGRESS) {
        return now;
      }
      waiting.pause();
    }
  }

  private List<Change> changes(Proposal proposal, DescribeChangeSetResponse first, boolean values) {
    List<Change> changes = new ArrayList<>(first.changes());
    String next = first.nextToken();
    while (next != null && !next.isEmpty()) {
      DescribeChangeSetResponse page = describe(proposal, next, values);
      changes.addAll(page.changes());
      next = page.nextToken();
    }
    return changes;
  }

  private DescribeChangeSetResponse describe(Proposal proposal, String next, boolean values) {
    return cloudFormation.describeChangeSet(
        r ->
            r.stackName(proposal.stackId())
                .changeSetName(proposal.id())
                .nextToken(next)
                .includePropertyValues(values ? Boolean.TRUE : null));
  }

  void execute(Proposal proposal) {
    cloudFormation.executeChangeSet(
        r -> r.stackName(proposal.stackId()).changeSetName(proposal.id()));
  }

  /** Removes the change set, and with it the shell of a stack that was not there before. */
  void discard(Proposal proposal) {
    cloudFormation.deleteChangeSet(
        r -> r.stackName(proposal.stackId()).changeSetName(proposal.id()));
    if (proposal.madeShell()) {
      cloudFormation.deleteStack(r -> r.stackName(proposal.stackId()));
    }
  }

  /** A reason that names lines of the template names the file with them. */
  private static String placed(StackRequest wanted, String reason) {
    String file = wanted.template().file().toString();
    Matcher lines = LINE.matcher(reason == null ? "no reason given" : reason);
    return lines.find()
        ? lines.replaceAll(match -> Matcher.quoteReplacement(file + ":" + match.group(1) + ": "))
        : file + ": " + reason;
  }

  private static boolean saysNothingChanges(String reason) {
    return reason != null
        && (reason.contains("didn't contain changes")
            || reason.contains("No updates are to be performed"));
  }
}
