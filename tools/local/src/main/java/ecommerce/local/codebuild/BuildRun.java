package ecommerce.local.codebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/**
 * One build, from provisioning to its end, on the thread that runs it. Halted, it ends every
 * process that it has started, at once. Its folder, its processes and its credentials are gone when
 * it is over, however it ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html">
 *     Build phase transitions</a>
 */
final class BuildRun {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codebuild");
  private static final Buildspec.Phase NOTHING =
      new Buildspec.Phase(List.of(), List.of(), Buildspec.OnFailure.AS_USUAL, Map.of());

  private final Workshop workshop;
  private final Project project;
  private final String id;
  private final Role role;
  private final Path folder;
  private final AtomicReference<StatusType> halted = new AtomicReference<>();
  private volatile boolean abandoned;
  private volatile Commands commands;
  private BuildLog log;
  private Buildspec spec;
  private boolean failed;

  BuildRun(Workshop workshop, StoredBuild stored) {
    this.workshop = workshop;
    this.project = stored.project();
    this.id = stored.build().id();
    this.folder = workshop.folder(id);
    this.log = BuildLog.of(workshop.logs(), workshop.timers(), stored.build());
    this.role =
        new Role(
            workshop.roles(),
            workshop.timers(),
            workshop.account(),
            project.serviceRole(),
            project.arn(),
            id);
  }

  /** Ends it with a status; the first word counts. */
  void halt(StatusType status) {
    halted.compareAndSet(null, status);
    end(commands);
  }

  /** Ends its processes and leaves everything else to the environment's next start. */
  void abandon() {
    abandoned = true;
    halt(StatusType.FAULT);
  }

  private static void end(Commands running) {
    if (running != null) {
      running.close();
    }
  }

  void run() {
    try {
      phases();
    } catch (RuntimeException e) {
      if (!abandoned) {
        LOG.error("build {} failed by itself", id, e);
        failed = true;
        halted.compareAndSet(null, StatusType.FAULT);
        workshop
            .phases()
            .end(
                id,
                StatusType.FAULT,
                Optional.of(new Failure("INTERNAL_SERVICE_ERROR", e.toString())));
      }
    } finally {
      end(commands);
      workshop.credentials().close(id);
      Folders.remove(folder);
    }
    if (!abandoned) {
      StatusType end = failed ? StatusType.FAILED : StatusType.SUCCEEDED;
      workshop.phases().complete(id, Objects.requireNonNullElse(halted.get(), end));
    }
  }

  private void phases() {
    boolean ready =
        step(BuildPhaseType.PROVISIONING, this::provision)
            && step(BuildPhaseType.DOWNLOAD_SOURCE, this::download);
    if (ready && phase(BuildPhaseType.INSTALL) && phase(BuildPhaseType.PRE_BUILD)) {
      boolean built = phase(BuildPhaseType.BUILD);
      boolean aborted = !built && onFailure("build") == Buildspec.OnFailure.ABORT;
      if (halted.get() == null && !aborted) {
        phase(BuildPhaseType.POST_BUILD);
        step(BuildPhaseType.UPLOAD_ARTIFACTS, this::upload);
      }
    }
    step(BuildPhaseType.FINALIZING, Optional::empty);
  }

  private interface Step {
    Optional<Failure> run() throws IOException;
  }

  /** Whether the build goes on after it. */
  private boolean step(BuildPhaseType type, Step step) {
    if (halted.get() != null) {
      return false;
    }
    workshop.phases().begin(id, type);
    Optional<Failure> failure;
    try {
      failure = step.run();
    } catch (Failure e) {
      failure = Optional.of(e);
    } catch (IOException e) {
      failure = Optional.of(Failure.client(e.toString()));
    }
    if (abandoned) {
      return false;
    }
    StatusType status = failure.isPresent() ? StatusType.FAILED : StatusType.SUCCEEDED;
    status = Objects.requireNonNullElse(halted.get(), status);
    failed |= status != StatusType.SUCCEEDED;
    log.say("Phase complete: " + type + " State: " + status);
    log.say(
        "Phase context status code: "
            + failure.map(Failure::code).orElse("")
            + " Message: "
            + failure.map(Failure::getMessage).orElse(""));
    workshop.phases().end(id, status, failure);
    return status == StatusType.SUCCEEDED;
  }

  private Optional<Failure> provision() throws IOException {
    Files.createDirectories(folder);
    BuildLog wanted = log;
    log = new BuildLog(workshop.logs(), workshop.timers(), Optional.empty(), "");
    wanted.require(workshop.authorizer(), role.identity(), workshop.account());
    log = wanted;
    log.say("Waiting for agent ping");
    return Optional.empty();
  }

  private Optional<Failure> download() throws IOException {
    Download.Ready ready = new Download(site(), () -> halted.get() != null).run();
    spec = ready.spec();
    commands = ready.commands();
    return Optional.empty();
  }

  /** Whether the build goes on after a phase of commands. */
  private boolean phase(BuildPhaseType type) {
    String name = type.toString().toLowerCase(java.util.Locale.ROOT);
    Buildspec.Phase phase = spec.phases().getOrDefault(name, NOTHING);
    boolean succeeded =
        step(
            type,
            () -> {
              log.say("Entering phase " + type);
              if (!phase.runtimes().isEmpty()) {
                commands.export(RuntimeVersions.resolve(phase.runtimes(), commands.variables()));
              }
              return commands.run(phase);
            });
    if (!succeeded && halted.get() == null) {
      commands.export(Map.of("CODEBUILD_BUILD_SUCCEEDING", "0"));
    }
    return succeeded || halted.get() == null && phase.onFailure() == Buildspec.OnFailure.CONTINUE;
  }

  private Buildspec.OnFailure onFailure(String phase) {
    return spec.phases().getOrDefault(phase, NOTHING).onFailure();
  }

  private Optional<Failure> upload() {
    new Upload(site()).run(spec, commands);
    return Optional.empty();
  }

  private BuildSite site() {
    return new BuildSite(workshop, project, id, role, log);
  }
}
