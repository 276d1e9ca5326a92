package ecommerce.deploy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import ecommerce.deploy.stacks.DeployedStack;
import ecommerce.deploy.stacks.StackPreview;
import ecommerce.deploy.stacks.StackRequest;
import ecommerce.deploy.stacks.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In what a deployed stack differs from the checkout.
 *
 * @param template unified diff, deployed → packaged; empty where they are the same
 * @param parameters whose values would change
 * @param missing Systems Manager parameters that do not exist yet: CloudFormation cannot be asked
 *     before they do, and the preview is only what the template says
 */
public record StackDifference(
    StackPreview preview,
    List<String> template,
    List<ParameterChange> parameters,
    Set<String> missing) {

  private static final int CONTEXT = 3;

  /** A parameter of the stack, as deployed and as wanted; empty where there is none. */
  public record ParameterChange(String name, Optional<String> before, Optional<String> after) {}

  public StackDifference {
    template = List.copyOf(template);
    parameters = List.copyOf(parameters);
    missing = Set.copyOf(missing);
  }

  static StackDifference of(
      StackRequest wanted, StackPreview preview, Stacks stacks, Set<String> missing) {
    Optional<DeployedStack> present = stacks.find(wanted.name()).filter(stack -> !preview.isNew());
    String before =
        present.map(stack -> stacks.template(stack.name(), wanted.template().text())).orElse("");
    return new StackDifference(
        preview,
        unified(wanted, before),
        parameters(present.map(DeployedStack::parameters).orElse(Map.of()), wanted),
        missing);
  }

  /** Whether deployed and wanted are the same. */
  public boolean isEmpty() {
    return preview.isEmpty() && template.isEmpty() && parameters.isEmpty();
  }

  private static List<String> unified(StackRequest wanted, String before) {
    List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
    List<String> now = wanted.template().text().lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        wanted.name(), wanted.template().file().toString(), old, DiffUtils.diff(old, now), CONTEXT);
  }

  private static List<ParameterChange> parameters(Map<String, String> before, StackRequest wanted) {
    Map<String, String> after = new TreeMap<>();
    wanted
        .template()
        .parameters()
        .keySet()
        .forEach(name -> wanted.value(name).ifPresent(value -> after.put(name, value)));
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<ParameterChange> changes = new ArrayList<>();
    for (String name : names) {
      Optional<String> is = Optional.ofNullable(before.get(name));
      Optional<String> willBe = Optional.ofNullable(after.get(name));
      if (!is.equals(willBe)) {
        changes.add(new ParameterChange(name, is, willBe));
      }
    }
    return changes;
  }
}
