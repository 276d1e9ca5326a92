package ecommerce.local.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack as the environment remembers it, from its first change set on; a deleted one is still
 * found by its id.
 *
 * @param reason of its status
 * @param leftovers what is to be removed after an update or its roll-back, whatever happens
 *     meanwhile
 * @param ongoing empty where nothing is under way
 * @param outcome of the last operation
 * @param host where the environment was reached when the resources were made
 */
public record StackRecord(
    String id,
    String name,
    StackStatus status,
    Optional<String> reason,
    Contents contents,
    List<Leftover> leftovers,
    Optional<Ongoing> ongoing,
    Settings settings,
    Outcome outcome,
    Times times,
    String host) {

  /**
   * @param timeoutMinutes how long its creation may take
   */
  record Settings(
      Optional<String> parentId,
      Optional<String> rootId,
      Optional<String> roleArn,
      Optional<Integer> timeoutMinutes,
      boolean disableRollback,
      boolean terminationProtection) {

    static final Settings NONE =
        new Settings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    Settings protectedFromDeletion(boolean is) {
      return new Settings(parentId, rootId, roleArn, timeoutMinutes, disableRollback, is);
    }

    Settings with(Optional<String> role, boolean rollbackDisabled) {
      return new Settings(
          parentId,
          rootId,
          role.or(() -> roleArn),
          timeoutMinutes,
          rollbackDisabled,
          terminationProtection);
    }

    Settings within(Optional<Integer> minutes) {
      return new Settings(
          parentId, rootId, roleArn, minutes, disableRollback, terminationProtection);
    }
  }

  /**
   * @param changes how many resources it made, changed or gave up
   * @param failure why it was not done, with the place in the template
   */
  record Outcome(int changes, Optional<String> failure) {
    static final Outcome NONE = new Outcome(0, Optional.empty());
  }

  record Times(Instant created, Optional<Instant> updated, Optional<Instant> deleted) {}

  public StackRecord {
    leftovers = List.copyOf(leftovers);
  }

  static StackRecord fresh(String id, String name, Settings settings, Instant now, String host) {
    return new StackRecord(
        id,
        name,
        StackStatus.REVIEW_IN_PROGRESS,
        Optional.empty(),
        Contents.NONE,
        List.of(),
        Optional.empty(),
        settings,
        Outcome.NONE,
        new Times(now, Optional.empty(), Optional.empty()),
        host);
  }

  /** What it gives, by name. */
  public Map<String, String> outputs() {
    return contents.outputs().stream()
        .collect(Collectors.toMap(StackOutput::name, StackOutput::value));
  }

  /** Whether something is under way. */
  public boolean inProgress() {
    return status != StackStatus.REVIEW_IN_PROGRESS && status.toString().endsWith("_IN_PROGRESS");
  }

  public boolean deleted() {
    return status == StackStatus.DELETE_COMPLETE;
  }

  /** The last part of its id. */
  String key() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  Map<String, Made> resources() {
    return contents.resources();
  }

  StackRecord status(StackStatus now, String why) {
    return new StackRecord(
        id,
        name,
        now,
        Optional.ofNullable(why),
        contents,
        leftovers,
        ongoing,
        settings,
        outcome,
        times,
        host);
  }

  StackRecord contents(Contents now) {
    return new StackRecord(
        id, name, status, reason, now, leftovers, ongoing, settings, outcome, times, host);
  }

  StackRecord leaving(Leftover one) {
    List<Leftover> more = new ArrayList<>(leftovers);
    more.add(one);
    return leftovers(more);
  }

  StackRecord leftovers(List<Leftover> now) {
    return new StackRecord(
        id, name, status, reason, contents, now, ongoing, settings, outcome, times, host);
  }

  StackRecord ongoing(Ongoing now) {
    return new StackRecord(
        id,
        name,
        status,
        reason,
        contents,
        leftovers,
        Optional.ofNullable(now),
        settings,
        outcome,
        times,
        host);
  }

  StackRecord settings(Settings now) {
    return new StackRecord(
        id, name, status, reason, contents, leftovers, ongoing, now, outcome, times, host);
  }

  StackRecord outcome(Outcome now) {
    return new StackRecord(
        id, name, status, reason, contents, leftovers, ongoing, settings, now, times, host);
  }

  StackRecord counted() {
    return outcome(new Outcome(outcome.changes() + 1, outcome.failure()));
  }

  StackRecord times(Times now) {
    return new StackRecord(
        id, name, status, reason, contents, leftovers, ongoing, settings, outcome, now, host);
  }

  /**
   * The same stack in an environment that is reached elsewhere now: what its resources say of their
   * addresses changes.
   */
  StackRecord at(String now) {
    if (host.equals(now)) {
      return this;
    }
    return new StackRecord(
        id,
        name,
        status,
        reason,
        contents.moved(host, now),
        leftovers.stream()
            .map(
                one ->
                    new Leftover(
                        one.logicalId(),
                        one.made().with(one.made().resource().moved(host, now)),
                        one.policy()))
            .toList(),
        ongoing.map(
            one ->
                new Ongoing(
                    one.target(),
                    one.before().moved(host, now),
                    one.making(),
                    one.changing(),
                    one.onFailure(),
                    one.retain(),
                    one.token())),
        settings,
        outcome,
        times,
        now);
  }
}
