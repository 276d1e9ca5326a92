package ecommerce.local.codepipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;

/** What has become of an action. */
sealed interface Outcome {

  /**
   * It is done.
   *
   * @param variables of the action's namespace
   * @param revision of a source
   */
  record Succeeded(
      Optional<String> summary,
      Map<String, String> variables,
      List<ArtifactRef> artifacts,
      Optional<ArtifactRevision> revision,
      Optional<String> by)
      implements Outcome {

    public Succeeded {
      variables = Map.copyOf(variables);
      artifacts = List.copyOf(artifacts);
    }
  }

  /**
   * It did not work.
   *
   * @param code {@code JobFailed}, {@code ConfigurationError}, {@code PermissionError} …
   */
  record Failed(String code, String message, Optional<String> by) implements Outcome {}

  /** Somebody else will say how it went, until a time is over. */
  record Awaited(Instant until, Optional<String> token) implements Outcome {}

  static Succeeded done(String summary, Map<String, String> variables, List<ArtifactRef> made) {
    return new Succeeded(
        Optional.ofNullable(summary), variables, made, Optional.empty(), Optional.empty());
  }

  static Failed failed(String message) {
    return new Failed("JobFailed", message, Optional.empty());
  }

  static Failed misconfigured(String message) {
    return new Failed("ConfigurationError", message, Optional.empty());
  }
}
