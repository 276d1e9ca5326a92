package ecommerce.deploy.stacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Change;

/**
 * What a deployment of a stack would do.
 *
 * @param isNew whether the stack would be made
 * @param changes to its resources; none where it is what is wanted already
 */
public record StackPreview(String stack, boolean isNew, List<ResourceChange> changes) {

  public StackPreview {
    changes = List.copyOf(changes);
  }

  static StackPreview unchanged(String stack) {
    return new StackPreview(stack, false, List.of());
  }

  static StackPreview of(String stack, boolean isNew, List<Change> changes) {
    return new StackPreview(
        stack,
        isNew,
        changes.stream()
            .flatMap(change -> Optional.ofNullable(change.resourceChange()).stream())
            .map(ResourceChange::of)
            .toList());
  }

  /**
   * A stack that CloudFormation cannot be asked about yet: its template's resources, untransformed.
   */
  public static StackPreview anew(StackRequest wanted) {
    List<ResourceChange> changes = new ArrayList<>();
    wanted
        .template()
        .resources()
        .forEach(
            (logicalId, resource) -> changes.add(ResourceChange.added(logicalId, resource.type())));
    return new StackPreview(wanted.name(), true, changes);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
