package ecommerce.local.codepipeline;

import ecommerce.local.Account;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Refuses actions; looks at one pipeline as a whole, because artifacts go from one to the next. */
final class ActionChecks {

  private final Account account;
  private final PipelineDeclaration pipeline;
  private final Set<String> artifacts = new HashSet<>();
  private final Set<String> namespaces = new HashSet<>(Set.of("variables", "codepipeline"));

  ActionChecks(Account account, PipelineDeclaration pipeline) {
    this.account = account;
    this.pipeline = pipeline;
  }

  void check() {
    StageDeclaration first = pipeline.stages().getFirst();
    for (StageDeclaration stage : pipeline.stages()) {
      Set<String> names = new HashSet<>();
      for (List<ActionDeclaration> group : Structure.groups(stage)) {
        for (ActionDeclaration action : group) {
          DeclarationChecks.requireName("action", action.name());
          require(names.add(action.name()), action, "has the name of another one of its stage");
          check(action, stage.equals(first));
          action
              .inputArtifacts()
              .forEach(
                  input ->
                      require(
                          artifacts.contains(input.name()),
                          action,
                          "takes the artifact '" + input.name() + "', which none before it makes"));
        }
        group.forEach(this::add);
      }
    }
  }

  private void add(ActionDeclaration action) {
    action
        .outputArtifacts()
        .forEach(
            output ->
                require(
                    artifacts.add(output.name()),
                    action,
                    "makes the artifact '" + output.name() + "', which another one makes"));
    require(
        action.namespace() == null || namespaces.add(action.namespace()),
        action,
        "has the namespace '" + action.namespace() + "', which is taken");
  }

  private void check(ActionDeclaration action, boolean first) {
    ActionTypeId type = action.actionTypeId();
    boolean source = type.category() == ActionCategory.SOURCE;
    require(
        source == first,
        action,
        first
            ? "is in the first stage, which takes sources only"
            : "is a source, which only the first stage takes");
    ActionKind kind =
        ActionKind.of(type)
            .filter(any -> type.owner() == ActionOwner.AWS && "1".equals(type.version()))
            .orElseThrow(
                () ->
                    Refusals.action(
                        named(action)
                            + " is of the type "
                            + String.join(
                                "/",
                                type.categoryAsString(),
                                type.ownerAsString(),
                                type.provider(),
                                type.version())
                            + ", which this environment does not offer"));
    refuse(action, "region", action.region() != null && !account.region().equals(action.region()));
    refuse(action, "commands", !action.commands().isEmpty());
    refuse(action, "outputVariables", !action.outputVariables().isEmpty());
    refuse(action, "environmentVariables", !action.environmentVariables().isEmpty());
    refuse(
        action,
        "timeoutInMinutes",
        action.timeoutInMinutes() != null && kind != ActionKind.APPROVAL);
    require(
        action.runOrder() == null || action.runOrder() >= 1 && action.runOrder() <= 999,
        action,
        "has a runOrder that is not between 1 and 999");
    checkConfiguration(action, kind);
    checkArtifacts(action, kind);
  }

  private static void checkConfiguration(ActionDeclaration action, ActionKind kind) {
    Map<String, String> configuration = action.configuration();
    kind.required()
        .forEach(
            key ->
                require(
                    configuration.containsKey(key),
                    action,
                    "lacks '" + key + "' in its configuration"));
    configuration
        .keySet()
        .forEach(
            key ->
                require(
                    kind.knows(key),
                    action,
                    "has '" + key + "' in its configuration, which is not offered"));
    if (kind == ActionKind.CODE_COMMIT || kind == ActionKind.S3) {
      require(
          "false".equalsIgnoreCase(configuration.get("PollForSourceChanges")),
          action,
          "polls for changes, which is not offered: say PollForSourceChanges \"false\" and start"
              + " the pipeline with an EventBridge rule");
    }
    if (kind == ActionKind.CODE_BUILD) {
      require(
          !"true".equalsIgnoreCase(configuration.get("BatchEnabled")),
          action,
          "runs a batch (BatchEnabled), which is not offered");
      require(
          action.inputArtifacts().size() <= 1 || configuration.containsKey("PrimarySource"),
          action,
          "has several input artifacts and lacks 'PrimarySource' in its configuration");
    }
    if (kind == ActionKind.CLOUD_FORMATION) {
      CloudFormationAction.Mode.check(action);
    }
  }

  private static void checkArtifacts(ActionDeclaration action, ActionKind kind) {
    int in = action.inputArtifacts().size();
    int out = action.outputArtifacts().size();
    ActionKind.Artefacts bounds = kind.artefacts();
    require(
        in >= bounds.fewestIn() && in <= bounds.mostIn(),
        action,
        "has " + in + " input artifacts, not " + bounds.fewestIn() + " to " + bounds.mostIn());
    require(
        out >= bounds.fewestOut() && out <= bounds.mostOut(),
        action,
        "has " + out + " output artifacts, not " + bounds.fewestOut() + " to " + bounds.mostOut());
  }

  private static void refuse(ActionDeclaration action, String what, boolean given) {
    require(!given, action, "has " + what + ", which this environment does not offer here");
  }

  static void require(boolean holds, ActionDeclaration action, String otherwise) {
    if (!holds) {
      throw Refusals.action(named(action) + " " + otherwise);
    }
  }

  private static String named(ActionDeclaration action) {
    return "The action '" + action.name() + "'";
  }
}
