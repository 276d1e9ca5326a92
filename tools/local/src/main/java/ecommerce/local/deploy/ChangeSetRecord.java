package ecommerce.local.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** A change set: what would happen to a stack, and how far that has come. */
record ChangeSetRecord(
    String id,
    String name,
    String stackId,
    boolean creates,
    Optional<String> description,
    ChangeSetStatus status,
    Optional<String> reason,
    ExecutionStatus execution,
    Definition target,
    List<PlannedChange> changes,
    Optional<String> roleArn,
    Optional<Ongoing.OnFailure> onFailure,
    boolean includeNested,
    Instant created) {

  ChangeSetRecord execution(ExecutionStatus now) {
    return new ChangeSetRecord(
        id,
        name,
        stackId,
        creates,
        description,
        status,
        reason,
        now,
        target,
        changes,
        roleArn,
        onFailure,
        includeNested,
        created);
  }
}
