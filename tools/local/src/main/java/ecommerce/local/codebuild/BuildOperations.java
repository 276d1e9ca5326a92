package ecommerce.local.codebuild;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.wire.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/** Begins builds, ends them, begins them again. A build is kept before its start is answered. */
final class BuildOperations {

  private static final Duration TOKEN = Duration.ofMinutes(5);

  private final Account account;
  private final InstantSource clock;
  private final Projects projects;
  private final Builds builds;
  private final BuildEvents events;
  private final BuildMeter meter;
  private final BuildQueue queue;

  BuildOperations(
      Account account,
      InstantSource clock,
      Projects projects,
      Builds builds,
      BuildEvents events,
      BuildMeter meter,
      BuildQueue queue) {
    this.account = account;
    this.clock = clock;
    this.projects = projects;
    this.builds = builds;
    this.events = events;
    this.meter = meter;
    this.queue = queue;
  }

  synchronized StartBuildResponse start(Call call, StartBuildRequest request) {
    Project project = projects.require(request.projectName());
    Optional<Build> begun = begun(project.name(), request.idempotencyToken());
    if (begun.isPresent()) {
      return StartBuildResponse.builder().build(begun.get()).build();
    }
    boolean ofPipeline = project.source().type() == SourceType.CODEPIPELINE;
    Build build =
        begin(
            Overrides.apply(project, request),
            initiator(call.caller(), ofPipeline),
            request.idempotencyToken());
    return StartBuildResponse.builder().build(build).build();
  }

  synchronized RetryBuildResponse retry(Call call, RetryBuildRequest request) {
    if (request.id() == null) {
      throw Refusals.invalid("The id of a build is needed");
    }
    StoredBuild before = builds.require(request.id());
    String project = before.project().name();
    Optional<Build> begun = begun(project, request.idempotencyToken());
    if (begun.isPresent()) {
      return RetryBuildResponse.builder().build(begun.get()).build();
    }
    Build build = begin(before.project(), before.build().initiator(), request.idempotencyToken());
    return RetryBuildResponse.builder().build(build).build();
  }

  private Optional<Build> begun(String project, String token) {
    return token == null
        ? Optional.empty()
        : builds
            .by(project, token)
            .filter(build -> build.startTime().plus(TOKEN).isAfter(clock.instant()));
  }

  private Build begin(Project project, String initiator, String token) {
    String id = project.name() + ":" + UUID.randomUUID();
    Instant now = clock.instant();
    BuildPhase submitted =
        BuildPhase.builder()
            .phaseType(BuildPhaseType.SUBMITTED)
            .phaseStatus(StatusType.SUCCEEDED)
            .startTime(now)
            .endTime(now)
            .durationInSeconds(0L)
            .build();
    BuildPhase queued =
        BuildPhase.builder().phaseType(BuildPhaseType.QUEUED).startTime(now).build();
    Build build =
        Build.builder()
            .id(id)
            .arn(new Arns(account).build(id))
            .buildNumber(builds.nextNumber(project.name()))
            .projectName(project.name())
            .startTime(now)
            .buildStatus(StatusType.IN_PROGRESS)
            .buildComplete(false)
            .currentPhase(BuildPhaseType.QUEUED.toString())
            .phases(List.of(submitted, queued))
            .source(project.source())
            .sourceVersion(project.sourceVersion())
            .secondarySources(project.secondarySources())
            .secondarySourceVersions(project.secondarySourceVersions())
            .environment(project.environment())
            .cache(project.cache())
            .serviceRole(project.serviceRole())
            .encryptionKey(project.encryptionKey())
            .logs(BuildLog.location(account, project, id))
            .timeoutInMinutes(project.timeoutInMinutes())
            .queuedTimeoutInMinutes(project.queuedTimeoutInMinutes())
            .initiator(initiator)
            .build();
    StoredBuild stored = StoredBuild.of(build, project, Optional.ofNullable(token));
    builds.keep(stored);
    meter.began(build);
    events.state(build);
    queue.submit(stored);
    return build;
  }

  private static String initiator(Identity caller, boolean ofPipeline) {
    String name = caller.arn().substring(caller.arn().indexOf('/') + 1);
    return ofPipeline ? "codepipeline/" + name.substring(name.lastIndexOf('/') + 1) : name;
  }

  /** A build that has ended is shown as it is. */
  StopBuildResponse stop(StopBuildRequest request) {
    String id = builds.require(request.id()).build().id();
    queue.stop(id);
    return StopBuildResponse.builder().build(builds.require(id).build()).build();
  }
}
