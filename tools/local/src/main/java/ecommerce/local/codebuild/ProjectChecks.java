package ecommerce.local.codebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ProjectVisibilityType;
import software.amazon.awssdk.services.codebuild.model.SourceType;

/**
 * What a project, and a build with its overrides, must be. What would have to be left out here is
 * refused by its name: containers, networks, file systems, web hooks, batches, logs in S3.
 */
final class ProjectChecks {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w-]{1,149}");
  private static final Set<SourceType> SOURCES =
      Set.of(SourceType.CODECOMMIT, SourceType.S3, SourceType.CODEPIPELINE, SourceType.NO_SOURCE);
  private static final Set<EnvironmentType> ENVIRONMENTS =
      Set.of(EnvironmentType.LINUX_CONTAINER, EnvironmentType.ARM_CONTAINER);

  private ProjectChecks() {}

  /**
   * @throws software.amazon.awssdk.services.codebuild.model.InvalidInputException naming the first
   *     thing that is wrong
   */
  static void check(Project project) {
    if (!NAME.matcher(project.name()).matches()) {
      throw Refusals.invalid(
          "Project name "
              + project.name()
              + " is not valid: 2 to 150 letters, digits, dashes and underscores");
    }
    sources(project);
    artifacts(project);
    environment(project.environment());
    minutes("timeoutInMinutes", project.timeoutInMinutes(), 2160);
    minutes("queuedTimeoutInMinutes", project.queuedTimeoutInMinutes(), 480);
    refuse(project.vpcConfig() != null, "vpcConfig");
    refuse(!project.fileSystemLocations().isEmpty(), "fileSystemLocations");
    refuse(project.buildBatchConfig() != null, "buildBatchConfig");
    refuse(project.projectVisibility() == ProjectVisibilityType.PUBLIC_READ, "PUBLIC_READ");
    refuse(project.autoRetryLimit() != null && project.autoRetryLimit() > 0, "autoRetryLimit");
    refuse(
        project.logsConfig() != null
            && project.logsConfig().s3Logs() != null
            && project.logsConfig().s3Logs().status() == LogsConfigStatusType.ENABLED,
        "s3Logs");
    if (project.cache() != null
        && project.cache().type() == CacheType.S3
        && project.cache().location() == null) {
      throw Refusals.invalid("A cache of the type S3 needs a location");
    }
    if (project.concurrentBuildLimit() != null && project.concurrentBuildLimit() < 1) {
      throw Refusals.invalid("concurrentBuildLimit must be at least 1");
    }
  }

  private static void sources(Project project) {
    List<ProjectSource> all = new ArrayList<>(List.of(project.source()));
    all.addAll(project.secondarySources());
    for (ProjectSource source : all) {
      if (source.type() == null || !SOURCES.contains(source.type())) {
        throw Refusals.unsupported("The source type " + source.typeAsString());
      }
      boolean located = source.type() == SourceType.S3 || source.type() == SourceType.CODECOMMIT;
      if (located && (source.location() == null || source.location().isEmpty())) {
        throw Refusals.invalid("A source of the type " + source.type() + " needs a location");
      }
      refuse(source.auth() != null, "The source's auth");
      refuse(Boolean.TRUE.equals(source.insecureSsl()), "insecureSsl");
      refuse(Boolean.TRUE.equals(source.reportBuildStatus()), "reportBuildStatus");
      if (source.gitCloneDepth() != null && source.gitCloneDepth() < 0) {
        throw Refusals.invalid("gitCloneDepth must be at least 0, which is everything");
      }
      refuse(
          source.gitSubmodulesConfig() != null
              && Boolean.TRUE.equals(source.gitSubmodulesConfig().fetchSubmodules()),
          "fetchSubmodules");
    }
    if (project.source().type() == SourceType.NO_SOURCE && project.source().buildspec() == null) {
      throw Refusals.invalid("A project with source type NO_SOURCE needs a buildspec");
    }
    for (ProjectSource secondary : project.secondarySources()) {
      if (secondary.sourceIdentifier() == null) {
        throw Refusals.invalid("Every secondary source needs a sourceIdentifier");
      }
    }
  }

  private static void artifacts(Project project) {
    List<ProjectArtifacts> all = new ArrayList<>(List.of(project.artifacts()));
    all.addAll(project.secondaryArtifacts());
    for (ProjectArtifacts artifacts : all) {
      if (artifacts.type() == null || artifacts.type() == ArtifactsType.UNKNOWN_TO_SDK_VERSION) {
        throw Refusals.invalid("The artifacts' type " + artifacts.typeAsString() + " is not known");
      }
      if (artifacts.type() == ArtifactsType.S3 && artifacts.location() == null) {
        throw Refusals.invalid("Artifacts of the type S3 need a location: a bucket");
      }
    }
    for (ProjectArtifacts secondary : project.secondaryArtifacts()) {
      if (secondary.artifactIdentifier() == null) {
        throw Refusals.invalid("Secondary artifacts need an artifactIdentifier");
      }
    }
  }

  private static void environment(ProjectEnvironment environment) {
    if (environment.type() == null || !ENVIRONMENTS.contains(environment.type())) {
      throw Refusals.unsupported("The environment type " + environment.typeAsString());
    }
    refuse(
        Boolean.TRUE.equals(environment.privilegedMode()), "privilegedMode (there is no Docker)");
    refuse(environment.registryCredential() != null, "registryCredential");
    refuse(environment.fleet() != null, "fleet");
    refuse(environment.dockerServer() != null, "dockerServer");
    refuse(environment.certificate() != null, "certificate");
    for (EnvironmentVariable variable : environment.environmentVariables()) {
      String type = variable.typeAsString() == null ? "PLAINTEXT" : variable.typeAsString();
      if (!type.equals("PLAINTEXT") && !type.equals("PARAMETER_STORE")) {
        throw Refusals.unsupported(
            "The type " + type + " of the environment variable " + variable.name());
      }
    }
  }

  private static void minutes(String name, Integer minutes, int most) {
    if (minutes != null && (minutes < 5 || minutes > most)) {
      throw Refusals.invalid(name + " must be between 5 and " + most + ", not " + minutes);
    }
  }

  private static void refuse(boolean wanted, String what) {
    if (wanted) {
      throw Refusals.unsupported(what);
    }
  }
}
