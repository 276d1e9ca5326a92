package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Api;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * An action at work: what it is given, whom it acts as, and where it says what it has begun.
 *
 * @param run as it was when the work began
 * @param configuration with all variables resolved
 * @param inputs in the order of the declaration
 */
record Work(
    Runs runs,
    Api api,
    Timers timers,
    Artifacts artifacts,
    Structure structure,
    Execution execution,
    ActionDeclaration action,
    RunKey key,
    ActionRun run,
    Map<String, String> configuration,
    List<ArtifactRef> inputs,
    Supplier<Roles.Credentials> session) {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** Nobody waits for the action any more. */
  static final class Left extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Left() {
      super(null, null, false, false);
    }
  }

  String required(String name) {
    return configuration.get(name);
  }

  /** A value of the configuration; an empty one is none. */
  Optional<String> text(String name) {
    return Optional.ofNullable(configuration.get(name)).filter(value -> !value.isBlank());
  }

  /** Calls another service as the action's role. */
  JsonNode call(String service, String operation, JsonNode request) {
    return api.call(session.get().identity(), service, operation, request);
  }

  /** What a former life of this run has begun elsewhere. */
  ActionRun.External external() {
    return run.external();
  }

  /** Remembers what was begun elsewhere, before it is waited for. */
  void begun(String id, String url, String summary) {
    runs.note(
        key,
        one ->
            one.external(
                new ActionRun.External(
                    Optional.of(id), Optional.ofNullable(url), Optional.ofNullable(summary)),
                timers.instant()));
  }

  /** Waits until it makes sense to look again. */
  void pause() {
    if (!runs.wanted(key)) {
      throw new Left();
    }
    try {
      timers.pause(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Left();
    }
    if (!runs.wanted(key)) {
      throw new Left();
    }
  }

  /**
   * @throws Inputs.Wrong where the action has no such input
   */
  ArtifactRef input(String name) {
    return inputs.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Inputs.Wrong("The action has no input artifact named '" + name + "'"));
  }

  /** A file of an input, written {@code Artifact::path/in/it}. */
  byte[] file(String location) {
    int end = location.indexOf("::");
    if (end < 1) {
      throw new Inputs.Wrong("'" + location + "' does not name a file as Artifact::path");
    }
    return artifacts.file(this, input(location.substring(0, end)), location.substring(end + 2));
  }

  /** The places of the outputs in the artifact store, in the order of the declaration. */
  List<ArtifactRef> outputs() {
    return action.outputArtifacts().stream()
        .map(output -> Artifacts.place(structure, output.name(), run.id()))
        .toList();
  }
}
