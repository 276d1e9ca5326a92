package ecommerce.deploy.stacks;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Why a stack failed: the first resource that failed by itself, not because another had, in the
 * stack or in one nested in it.
 */
final class FailureReason {

  /** Where the local environment says the line, which {@code place} has said already. */
  private static final Pattern LINE = Pattern.compile("^line \\d+: ");

  private final CloudFormationClient cloudFormation;

  FailureReason(CloudFormationClient cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  /**
   * @param events of the failed operation, oldest first
   * @param place where a resource of the stack stands, by logical id
   */
  Optional<String> in(List<StackEvent> events, UnaryOperator<String> place) {
    return events.stream()
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .filter(event -> !StackEvents.isOfItself(event))
        .filter(event -> !isCancellation(event))
        .findFirst()
        .map(event -> place.apply(event.logicalResourceId()) + reason(event));
  }

  private String reason(StackEvent event) {
    if (StackEvents.STACK.equals(event.resourceType())
        && event.physicalResourceId() != null
        && !event.physicalResourceId().isEmpty()) {
      Optional<String> inner =
          in(
              StackEvents.ofLatestOperation(cloudFormation, event.physicalResourceId()),
              logicalId -> "");
      if (inner.isPresent()) {
        return event.logicalResourceId() + " → " + inner.get();
      }
    }
    return event.logicalResourceId()
        + " ("
        + event.resourceType()
        + "): "
        + Optional.ofNullable(event.resourceStatusReason())
            .map(reason -> LINE.matcher(reason).replaceFirst(""))
            .orElse(event.resourceStatusAsString() + " without a reason");
  }

  private static boolean isCancellation(StackEvent event) {
    String reason = event.resourceStatusReason();
    return reason != null && reason.matches("Resource (creation|update|deletion) cancelled.*");
  }
}
