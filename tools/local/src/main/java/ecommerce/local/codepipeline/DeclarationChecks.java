package ecommerce.local.codepipeline;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** Refuses pipelines that CodePipeline would not take, or that this environment cannot run. */
final class DeclarationChecks {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");

  private final Account account;
  private final Roles roles;

  DeclarationChecks(Account account, Roles roles) {
    this.account = account;
    this.roles = roles;
  }

  void check(PipelineDeclaration pipeline) {
    requireName("pipeline", pipeline.name());
    if (pipeline.pipelineType() != PipelineType.V2) {
      throw Refusals.structure(
          "Pipelines of the type V1 are not offered by this environment: say pipelineType V2");
    }
    if (!pipeline.triggers().isEmpty()) {
      throw Refusals.structure(
          "Triggers are for connections, which this environment does not have: start the pipeline"
              + " with an EventBridge rule");
    }
    Refusals.unlessKnown(
        "pipeline.executionMode",
        pipeline.executionModeAsString(),
        pipeline.executionMode(),
        ExecutionMode.UNKNOWN_TO_SDK_VERSION,
        ExecutionMode.knownValues());
    checkStores(pipeline);
    checkVariables(pipeline);
    if (pipeline.stages().size() < 2) {
      throw Refusals.structure("A pipeline must have at least two stages");
    }
    Set<String> names = new HashSet<>();
    for (StageDeclaration stage : pipeline.stages()) {
      requireName("stage", stage.name());
      if (!names.add(stage.name())) {
        throw Refusals.stage("Two stages have the name '" + stage.name() + "'");
      }
      checkStage(stage);
    }
    new ActionChecks(account, pipeline).check();
    checkRole(pipeline);
  }

  private void checkRole(PipelineDeclaration pipeline) {
    Identity.Service by =
        new Identity.Service(
            Sessions.PRINCIPAL, new Arns(account).pipeline(pipeline.name()), account.id());
    try {
      roles.assume(pipeline.roleArn(), "check", by, Duration.ofMinutes(15));
    } catch (AccessDenied e) {
      throw Refusals.structure(
          "CodePipeline is not authorized to perform AssumeRole on role " + pipeline.roleArn());
    }
  }

  private void checkStores(PipelineDeclaration pipeline) {
    boolean one = pipeline.artifactStore() != null;
    boolean byRegion = !pipeline.artifactStores().isEmpty();
    if (one == byRegion) {
      throw Refusals.structure("A pipeline must have either artifactStore or artifactStores");
    }
    if (byRegion && !pipeline.artifactStores().keySet().equals(Set.of(account.region()))) {
      throw Refusals.structure(
          "artifactStores must name the region "
              + account.region()
              + " alone: this environment has no other");
    }
    ArtifactStore store = new Structure(pipeline).store();
    if (store.encryptionKey() != null) {
      throw Refusals.structure(
          "encryptionKey of the artifact store is not offered by this environment: it has no KMS"
              + " keys");
    }
  }

  private static void checkVariables(PipelineDeclaration pipeline) {
    Set<String> names = new HashSet<>();
    for (PipelineVariableDeclaration variable : pipeline.variables()) {
      if (!variable.name().matches("[A-Za-z0-9@_-]{1,128}") || !names.add(variable.name())) {
        throw Refusals.structure(
            "The variable '" + variable.name() + "' is there twice, or has no valid name");
      }
    }
  }

  private static void checkStage(StageDeclaration stage) {
    refuse(!stage.blockers().isEmpty(), "blockers", stage);
    refuse(stage.beforeEntry() != null, "beforeEntry", stage);
    refuse(stage.onSuccess() != null, "onSuccess", stage);
    if (stage.onFailure() != null) {
      refuse(!stage.onFailure().conditions().isEmpty(), "onFailure.conditions", stage);
      refuse(stage.onFailure().result() == Result.SKIP, "onFailure with the result SKIP", stage);
      Refusals.unlessKnown(
          "onFailure.result",
          stage.onFailure().resultAsString(),
          stage.onFailure().result(),
          Result.UNKNOWN_TO_SDK_VERSION,
          Result.knownValues());
      if (stage.onFailure().retryConfiguration() != null) {
        Refusals.unlessKnown(
            "onFailure.retryConfiguration.retryMode",
            stage.onFailure().retryConfiguration().retryModeAsString(),
            stage.onFailure().retryConfiguration().retryMode(),
            StageRetryMode.UNKNOWN_TO_SDK_VERSION,
            StageRetryMode.knownValues());
      }
      if (stage.onFailure().result() == null) {
        throw Refusals.stage("onFailure of the stage '" + stage.name() + "' has no result");
      }
    }
    if (stage.actions().isEmpty()) {
      throw Refusals.stage("The stage '" + stage.name() + "' has no actions");
    }
  }

  private static void refuse(boolean given, String what, StageDeclaration stage) {
    if (given) {
      throw Refusals.stage(
          what + " of the stage '" + stage.name() + "' is not offered by this environment");
    }
  }

  static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusals.structure("The " + what + " name '" + name + "' does not match " + NAME);
    }
  }
}
