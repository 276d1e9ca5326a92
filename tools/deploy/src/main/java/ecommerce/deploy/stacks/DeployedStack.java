package ecommerce.deploy.stacks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A stack that CloudFormation knows. */
public final class DeployedStack {

  private final Stack stack;

  DeployedStack(Stack stack) {
    this.stack = stack;
  }

  public String name() {
    return stack.stackName();
  }

  public String id() {
    return stack.stackId();
  }

  public StackStatus status() {
    return stack.stackStatus();
  }

  public Optional<String> output(String key) {
    return stack.outputs().stream()
        .filter(output -> output.outputKey().equals(key))
        .map(Output::outputValue)
        .findFirst();
  }

  public boolean terminationProtected() {
    return Boolean.TRUE.equals(stack.enableTerminationProtection());
  }

  /** Parameter → value; for one from Systems Manager the name. */
  public Map<String, String> parameters() {
    Map<String, String> values = new LinkedHashMap<>();
    stack.parameters().forEach(p -> values.put(p.parameterKey(), p.parameterValue()));
    return values;
  }

  Standing standing() {
    return Standing.of(stack.stackStatusAsString());
  }

  Optional<String> reason() {
    return Optional.ofNullable(stack.stackStatusReason()).filter(reason -> !reason.isBlank());
  }

  /**
   * Whether parameters and tags are already what is wanted.
   *
   * @param systemsManager name → value now
   */
  boolean isAsWanted(StackRequest wanted, Map<String, String> systemsManager) {
    Map<String, String> tags = new LinkedHashMap<>();
    stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    if (!tags.equals(wanted.tags())
        || stack.parameters().size() != wanted.template().parameters().size()) {
      return false;
    }
    return stack.parameters().stream().allMatch(is -> isAsWanted(is, wanted, systemsManager));
  }

  private static boolean isAsWanted(
      Parameter is, StackRequest wanted, Map<String, String> systemsManager) {
    var declared = wanted.template().parameters().get(is.parameterKey());
    if (declared == null
        || !wanted.value(is.parameterKey()).equals(Optional.ofNullable(is.parameterValue()))) {
      return false;
    }
    return !declared.fromSystemsManager()
        || is.resolvedValue() != null
            && is.resolvedValue().equals(systemsManager.get(is.parameterValue()));
  }
}
