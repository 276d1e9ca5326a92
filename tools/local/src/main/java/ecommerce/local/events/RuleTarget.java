package ecommerce.local.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Where a rule sends its events, what it sends, and what happens when that fails.
 *
 * @param input a constant JSON text instead of the event
 * @param inputPath the part of the event that is sent
 * @param deadLetters the ARN of a queue
 * @param graphql the operation of a GraphQL API, whose variables the input is
 */
record RuleTarget(
    String id,
    String arn,
    Optional<String> roleArn,
    Optional<String> input,
    Optional<String> inputPath,
    Optional<Transformer> transformer,
    Optional<Integer> retries,
    Optional<Integer> maximumAge,
    Optional<String> deadLetters,
    Optional<String> graphql) {

  private static final int MOST_RETRIES = 185;
  private static final int LONGEST_AGE = 86_400;

  /**
   * @param paths JSON paths by variable
   */
  record Transformer(Map<String, String> paths, String template) {

    Transformer {
      paths = paths == null ? Map.of() : Map.copyOf(paths);
    }
  }

  /** A target that was kept before there were GraphQL APIs has no operation. */
  RuleTarget {
    graphql = Optional.ofNullable(graphql).flatMap(operation -> operation);
  }

  int maximumRetries() {
    return retries.orElse(MOST_RETRIES);
  }

  /** How long after its arrival an event may still be delivered. */
  Duration age() {
    return Duration.ofSeconds(maximumAge.orElse(LONGEST_AGE));
  }

  static RuleTarget of(Target target) {
    return new RuleTarget(
        target.id(),
        target.arn(),
        Optional.ofNullable(target.roleArn()),
        Optional.ofNullable(target.input()),
        Optional.ofNullable(target.inputPath()),
        Optional.ofNullable(target.inputTransformer())
            .map(t -> new Transformer(t.inputPathsMap(), t.inputTemplate())),
        Optional.ofNullable(target.retryPolicy()).map(p -> p.maximumRetryAttempts()),
        Optional.ofNullable(target.retryPolicy()).map(p -> p.maximumEventAgeInSeconds()),
        Optional.ofNullable(target.deadLetterConfig()).map(d -> d.arn()),
        Optional.ofNullable(target.appSyncParameters()).map(a -> a.graphQLOperation()));
  }

  Target shown() {
    Target.Builder shown =
        Target.builder()
            .id(id)
            .arn(arn)
            .roleArn(roleArn.orElse(null))
            .input(input.orElse(null))
            .inputPath(inputPath.orElse(null));
    transformer.ifPresent(
        t -> shown.inputTransformer(b -> b.inputPathsMap(t.paths()).inputTemplate(t.template())));
    if (retries.isPresent() || maximumAge.isPresent()) {
      shown.retryPolicy(
          p ->
              p.maximumRetryAttempts(retries.orElse(null))
                  .maximumEventAgeInSeconds(maximumAge.orElse(null)));
    }
    graphql.ifPresent(text -> shown.appSyncParameters(a -> a.graphQLOperation(text)));
    deadLetters.ifPresent(queue -> shown.deadLetterConfig(d -> d.arn(queue)));
    return shown.build();
  }
}
