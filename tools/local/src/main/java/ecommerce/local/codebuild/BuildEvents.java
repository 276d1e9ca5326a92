package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.ServiceEvents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;

/**
 * Tells the event bus what becomes of builds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications.html">
 *     Build notifications</a>
 */
record BuildEvents(ServiceEvents bus) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  void state(Build build) {
    ObjectNode detail = detail(build);
    detail.put("build-status", build.buildStatusAsString());
    detail.put("current-phase", build.currentPhase());
    detail.put("current-phase-context", "[]");
    publish("CodeBuild Build State Change", build, detail);
  }

  void phase(Build build, BuildPhase ended) {
    ObjectNode detail = detail(build);
    detail.put("completed-phase", ended.phaseTypeAsString());
    detail.put("completed-phase-status", ended.phaseStatusAsString());
    detail.put("completed-phase-context", contexts(ended));
    detail.put("completed-phase-duration-seconds", ended.durationInSeconds());
    detail.put("completed-phase-start", time(ended.startTime()));
    detail.put("completed-phase-end", time(ended.endTime()));
    publish("CodeBuild Build Phase Change", build, detail);
  }

  private void publish(String type, Build build, ObjectNode detail) {
    bus.publish("aws.codebuild", type, List.of(build.arn()), detail);
  }

  private static ObjectNode detail(Build build) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("project-name", build.projectName())
            .put("build-id", build.arn())
            .put("version", "1");
    ObjectNode more = detail.putObject("additional-information");
    more.put("build-complete", build.buildComplete());
    more.put("build-number", build.buildNumber());
    more.put("initiator", build.initiator());
    more.put("build-start-time", time(build.startTime()));
    more.put("timeout-in-minutes", build.timeoutInMinutes());
    more.put("queued-timeout-in-minutes", build.queuedTimeoutInMinutes());
    if (build.sourceVersion() != null) {
      more.put("source-version", build.sourceVersion());
    }
    more.putObject("source")
        .put("type", build.source().typeAsString())
        .put("location", build.source().location());
    if (build.artifacts() != null) {
      more.putObject("artifact").put("location", build.artifacts().location());
    }
    environment(more.putObject("environment"), build.environment());
    if (build.logs().groupName() != null) {
      more.putObject("logs")
          .put("group-name", build.logs().groupName())
          .put("stream-name", build.logs().streamName());
    }
    ArrayNode phases = more.putArray("phases");
    build.phases().forEach(phase -> phases.add(phase(phase)));
    return detail;
  }

  private static void environment(ObjectNode shown, ProjectEnvironment environment) {
    shown
        .put("image", environment.image())
        .put("privileged-mode", Boolean.TRUE.equals(environment.privilegedMode()))
        .put("compute-type", environment.computeTypeAsString())
        .put("type", environment.typeAsString());
    ArrayNode variables = shown.putArray("environment-variables");
    for (EnvironmentVariable variable : environment.environmentVariables()) {
      variables
          .addObject()
          .put("name", variable.name())
          .put("type", variable.typeAsString() == null ? "PLAINTEXT" : variable.typeAsString())
          .put("value", variable.value());
    }
  }

  private static ObjectNode phase(BuildPhase phase) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("phase-type", phase.phaseTypeAsString());
    shown.put("start-time", time(phase.startTime()));
    if (phase.phaseStatus() != null) {
      shown.put("phase-status", phase.phaseStatusAsString());
      shown.put("end-time", time(phase.endTime()));
      shown.put("duration-in-seconds", phase.durationInSeconds());
      shown.putArray("phase-context").add(contexts(phase));
    }
    return shown;
  }

  private static String contexts(BuildPhase phase) {
    return phase.contexts().stream()
        .map(context -> context.statusCode() + ": " + context.message())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
