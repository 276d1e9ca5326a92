package ecommerce.local.codebuild;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** The phases of builds as they come and go: each change is kept, and then told. */
record Phases(Builds builds, BuildEvents events, BuildMeter meter, InstantSource clock) {

  /** Begins a phase. */
  Build begin(String id, BuildPhaseType type) {
    return builds.change(id, build -> begun(build, type, clock.instant()));
  }

  private static Build.Builder begun(Build.Builder build, BuildPhaseType type, Instant now) {
    List<BuildPhase> phases = new ArrayList<>(build.build().phases());
    phases.add(BuildPhase.builder().phaseType(type).startTime(now).build());
    return build.phases(phases).currentPhase(type.toString());
  }

  /** Ends the phase that goes on; one where none does is no error. */
  Build end(String id, StatusType status, Optional<Failure> why) {
    Build before = builds.require(id).build();
    if (before.phases().isEmpty() || before.phases().getLast().phaseStatus() != null) {
      return before;
    }
    Instant now = clock.instant();
    BuildPhase current = before.phases().getLast();
    BuildPhase ended =
        current.toBuilder()
            .phaseStatus(status)
            .endTime(now)
            .durationInSeconds(Duration.between(current.startTime(), now).toSeconds())
            .contexts(
                PhaseContext.builder()
                    .statusCode(why.map(Failure::code).orElse(""))
                    .message(why.map(Failure::getMessage).orElse(""))
                    .build())
            .build();
    Build after =
        builds.change(
            id,
            build -> {
              List<BuildPhase> phases = new ArrayList<>(build.build().phases());
              phases.set(phases.size() - 1, ended);
              build.phases(phases);
            });
    events.phase(after, ended);
    return after;
  }

  /** Ends the build itself, in one write: it is either complete or it is not. */
  Build complete(String id, StatusType status) {
    Instant now = clock.instant();
    Build ended =
        builds.change(
            id,
            build ->
                begun(build, BuildPhaseType.COMPLETED, now)
                    .endTime(now)
                    .buildStatus(status)
                    .buildComplete(true));
    meter.ended(ended);
    events.state(ended);
    return ended;
  }
}
