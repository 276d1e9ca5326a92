package ecommerce.deploy.stacks;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/**
 * What would happen to one resource.
 *
 * @param properties those that would change; none for what is made or removed
 */
public record ResourceChange(
    Kind kind, String logicalId, String type, List<PropertyChange> properties) {

  /** In one word. */
  public enum Kind {
    ADDED,
    CHANGED,
    /** A new one is made and the old one removed, with what is in it. */
    REPLACED,
    /** CloudFormation knows only when it does it. */
    PERHAPS_REPLACED,
    REMOVED
  }

  /**
   * @param name as CloudFormation has it: {@code Properties.Timeout}, {@code Tags}
   * @param before empty where there was none, or CloudFormation does not say
   */
  public record PropertyChange(String name, Optional<String> before, Optional<String> after) {}

  public ResourceChange {
    properties = List.copyOf(properties);
  }

  static ResourceChange added(String logicalId, String type) {
    return new ResourceChange(Kind.ADDED, logicalId, type, List.of());
  }

  static ResourceChange of(
      software.amazon.awssdk.services.cloudformation.model.ResourceChange change) {
    return new ResourceChange(
        kind(change),
        change.logicalResourceId(),
        change.resourceType(),
        change.details().stream()
            .map(ResourceChangeDetail::target)
            .filter(Objects::nonNull)
            .map(ResourceChange::property)
            .distinct()
            .toList());
  }

  private static Kind kind(
      software.amazon.awssdk.services.cloudformation.model.ResourceChange change) {
    if (change.action() == ChangeAction.ADD || change.action() == ChangeAction.IMPORT) {
      return Kind.ADDED;
    }
    if (change.action() == ChangeAction.REMOVE) {
      return Kind.REMOVED;
    }
    if (change.replacement() == Replacement.TRUE) {
      return Kind.REPLACED;
    }
    return change.replacement() == Replacement.CONDITIONAL ? Kind.PERHAPS_REPLACED : Kind.CHANGED;
  }

  private static PropertyChange property(ResourceTargetDefinition target) {
    String name =
        target.attribute() == ResourceAttribute.PROPERTIES && target.name() != null
            ? target.name()
            : target.attributeAsString();
    return new PropertyChange(
        name, Optional.ofNullable(target.beforeValue()), Optional.ofNullable(target.afterValue()));
  }
}
