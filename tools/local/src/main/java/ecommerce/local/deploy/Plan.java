package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.template.References;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a deployment would do. What is known only when it is done stands as a placeholder in what is
 * compared, so that a change is never overlooked.
 */
final class Plan {

  private static final String UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

  private final Evaluation evaluation;
  private final StackRecord stack;
  private final StackReferences present;
  private final Set<String> unknown = new HashSet<>();
  private final List<PlannedChange> changes = new ArrayList<>();

  private Plan(Evaluation evaluation, StackRecord stack, Exports exports) {
    this.evaluation = evaluation;
    this.stack = stack;
    this.present = new StackReferences(() -> stack, exports);
  }

  /**
   * @param otherwise whether outputs or tags change, be it with no resource
   */
  record Result(List<PlannedChange> changes, boolean otherwise) {
    boolean nothing() {
      return changes.isEmpty() && !otherwise;
    }
  }

  /**
   * @throws IllegalArgumentException for what an update must not do
   */
  static Result of(Evaluation evaluation, StackRecord stack, Definition target, Exports exports) {
    Plan plan = new Plan(evaluation, stack, exports);
    Template template = evaluation.template();
    plan.refuseOtherTypes(template);
    template.creationOrder().forEach(logicalId -> plan.resource(template, logicalId));
    stack.resources().entrySet().stream()
        .filter(entry -> !template.resources().containsKey(entry.getKey()))
        .forEach(entry -> plan.changes.add(removal(entry.getKey(), entry.getValue())));
    return new Result(List.copyOf(plan.changes), plan.changesOtherwise(target));
  }

  private void refuseOtherTypes(Template template) {
    List<String> others =
        template.resources().values().stream()
            .filter(
                definition ->
                    Optional.ofNullable(stack.resources().get(definition.logicalId()))
                        .filter(made -> !made.type().equals(definition.type()))
                        .isPresent())
            .map(ResourceDefinition::logicalId)
            .toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "Update of resource type is not permitted. The new template modifies resource type of"
              + " the following resources: ["
              + String.join(", ", others)
              + "]");
    }
  }

  private void resource(Template template, String logicalId) {
    ResourceDefinition definition = template.resources().get(logicalId);
    Made made = stack.resources().get(logicalId);
    if (made == null) {
      unknown.add(logicalId);
      changes.add(PlannedChange.add(logicalId, definition.type()));
      return;
    }
    Evaluation.Wanted wanted;
    try {
      wanted = evaluation.wanted(logicalId, new Guess());
    } catch (RuntimeException e) {
      if (unknown.isEmpty()) {
        throw e;
      }
      unknown.add(logicalId);
      changes.add(modification(logicalId, made, "Conditional", List.of("Properties"), List.of()));
      return;
    }
    compare(logicalId, made, wanted);
  }

  private void compare(String logicalId, Made made, Evaluation.Wanted wanted) {
    List<PlannedChange.Detail> details = new ArrayList<>();
    Set<String> scope = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    made.properties().fieldNames().forEachRemaining(names::add);
    wanted.desired().properties().fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode before = made.properties().get(name);
      JsonNode after = wanted.desired().properties().get(name);
      if (!Objects.equals(before, after)) {
        boolean dynamic = after != null && after.toString().contains(UNKNOWN);
        boolean fixed = wanted.type().immutable().contains(name);
        details.add(
            new PlannedChange.Detail(
                "Properties",
                Optional.of(name),
                !fixed ? "Never" : dynamic ? "Conditionally" : "Always",
                dynamic));
        scope.add("Properties");
      }
    }
    if (scope.isEmpty() && !made.files().equals(wanted.files())) {
      scope.add("Properties");
    }
    if (!made.tags().equals(wanted.tags())) {
      scope.add("Tags");
      details.add(new PlannedChange.Detail("Tags", Optional.empty(), "Never", false));
    }
    if (made.deletionPolicy() != wanted.definition().deletionPolicy()) {
      scope.add("DeletionPolicy");
    }
    if (made.updateReplacePolicy() != wanted.definition().updateReplacePolicy()) {
      scope.add("UpdateReplacePolicy");
    }
    if (scope.isEmpty()) {
      return;
    }
    String replacement = replacement(details);
    if (!replacement.equals("False") || made.type().equals(StackEvents.STACK)) {
      unknown.add(logicalId);
    }
    changes.add(modification(logicalId, made, replacement, List.copyOf(scope), details));
  }

  private static String replacement(List<PlannedChange.Detail> details) {
    if (details.stream().anyMatch(detail -> detail.recreation().equals("Always"))) {
      return "True";
    }
    return details.stream().anyMatch(detail -> detail.recreation().equals("Conditionally"))
        ? "Conditional"
        : "False";
  }

  private static PlannedChange modification(
      String logicalId,
      Made made,
      String replacement,
      List<String> scope,
      List<PlannedChange.Detail> details) {
    return new PlannedChange(
        "Modify",
        logicalId,
        Optional.of(made.physicalId()),
        made.type(),
        Optional.of(replacement),
        Optional.empty(),
        scope,
        details);
  }

  private static PlannedChange removal(String logicalId, Made made) {
    return new PlannedChange(
        "Remove",
        logicalId,
        Optional.of(made.physicalId()),
        made.type(),
        Optional.empty(),
        Optional.of(
            new Leftover(logicalId, made, made.deletionPolicy()).retained() ? "Retain" : "Delete"),
        List.of(),
        List.of());
  }

  private boolean changesOtherwise(Definition target) {
    Map<String, String> before =
        stack.contents().definition().map(Definition::tags).orElse(Map.of());
    if (!before.equals(target.tags())) {
      return true;
    }
    try {
      return !evaluation.outputs(new Guess()).equals(stack.contents().outputs());
    } catch (RuntimeException e) {
      if (unknown.isEmpty()) {
        throw e;
      }
      return true;
    }
  }

  /** What is there answers; what will be made anew is not known. */
  private final class Guess implements References {

    @Override
    public String ref(String logicalId) {
      return unknown.contains(logicalId) ? UNKNOWN : present.ref(logicalId);
    }

    @Override
    public JsonNode attribute(String logicalId, String name) {
      return unknown.contains(logicalId)
          ? TextNode.valueOf(UNKNOWN)
          : present.attribute(logicalId, name);
    }

    @Override
    public Optional<String> exported(String name) {
      return present.exported(name);
    }
  }
}
