package ecommerce.local.codebuild;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ProjectSourceVersion;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** The project that a build runs by: its own, with what the start of the build wants otherwise. */
final class Overrides {

  private Overrides() {}

  /**
   * @throws software.amazon.awssdk.services.codebuild.model.InvalidInputException where the result
   *     cannot be built
   */
  static Project apply(Project project, StartBuildRequest request) {
    refuse(request);
    Project.Builder changed = project.toBuilder();
    changed.source(source(project.source(), request)).environment(environment(project, request));
    set(request.serviceRoleOverride(), changed::serviceRole);
    set(request.timeoutInMinutesOverride(), changed::timeoutInMinutes);
    set(request.queuedTimeoutInMinutesOverride(), changed::queuedTimeoutInMinutes);
    set(request.encryptionKeyOverride(), changed::encryptionKey);
    set(request.artifactsOverride(), changed::artifacts);
    set(request.cacheOverride(), changed::cache);
    set(request.logsConfigOverride(), changed::logsConfig);
    set(request.sourceVersion(), changed::sourceVersion);
    if (request.hasSecondarySourcesOverride()) {
      changed.secondarySources(request.secondarySourcesOverride());
    }
    if (request.hasSecondaryArtifactsOverride()) {
      changed.secondaryArtifacts(request.secondaryArtifactsOverride());
    }
    changed.secondarySourceVersions(versions(project, request).values());
    Project effective = changed.build();
    ProjectChecks.check(effective);
    boolean awaitsPipeline =
        effective.source().type() == SourceType.CODEPIPELINE
            || effective.artifacts().type() == ArtifactsType.CODEPIPELINE;
    if (awaitsPipeline) {
      throw Refusals.invalid(
          "Project "
              + project.name()
              + " has source or artifacts of the type CODEPIPELINE: it is started by a pipeline, or"
              + " with sourceTypeOverride and artifactsOverride");
    }
    return effective;
  }

  private static void refuse(StartBuildRequest request) {
    if (request.sourceAuthOverride() != null) {
      throw Refusals.unsupported("sourceAuthOverride");
    }
    if (request.buildStatusConfigOverride() != null) {
      throw Refusals.unsupported("buildStatusConfigOverride");
    }
    if (Boolean.TRUE.equals(request.debugSessionEnabled())) {
      throw Refusals.unsupported("debugSessionEnabled");
    }
    if (request.fleetOverride() != null) {
      throw Refusals.unsupported("fleetOverride");
    }
    if (request.autoRetryLimitOverride() != null && request.autoRetryLimitOverride() > 0) {
      throw Refusals.unsupported("autoRetryLimitOverride");
    }
  }

  private static ProjectSource source(ProjectSource source, StartBuildRequest request) {
    ProjectSource.Builder changed = source.toBuilder();
    set(request.sourceTypeOverride(), changed::type);
    set(request.sourceLocationOverride(), changed::location);
    set(request.buildspecOverride(), changed::buildspec);
    set(request.gitCloneDepthOverride(), changed::gitCloneDepth);
    set(request.insecureSslOverride(), changed::insecureSsl);
    set(request.reportBuildStatusOverride(), changed::reportBuildStatus);
    set(request.gitSubmodulesConfigOverride(), changed::gitSubmodulesConfig);
    return changed.build();
  }

  private static ProjectEnvironment environment(Project project, StartBuildRequest request) {
    ProjectEnvironment.Builder changed = project.environment().toBuilder();
    set(request.environmentTypeOverride(), changed::type);
    set(request.imageOverride(), changed::image);
    set(request.computeTypeOverride(), changed::computeType);
    set(request.privilegedModeOverride(), changed::privilegedMode);
    set(request.certificateOverride(), changed::certificate);
    set(request.registryCredentialOverride(), changed::registryCredential);
    Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
    project.environment().environmentVariables().forEach(v -> variables.put(v.name(), v));
    request.environmentVariablesOverride().forEach(v -> variables.put(v.name(), v));
    return changed.environmentVariables(variables.values()).build();
  }

  private static Map<String, ProjectSourceVersion> versions(
      Project project, StartBuildRequest request) {
    Map<String, ProjectSourceVersion> versions = new LinkedHashMap<>();
    project.secondarySourceVersions().forEach(v -> versions.put(v.sourceIdentifier(), v));
    request.secondarySourcesVersionOverride().forEach(v -> versions.put(v.sourceIdentifier(), v));
    return versions;
  }

  private static <V> void set(V value, Consumer<V> setter) {
    Optional.ofNullable(value).ifPresent(setter);
  }
}
