package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Endpoints;
import ecommerce.local.wire.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;

/**
 * One version of a function: {@code $LATEST} as it is now, or a published one, which never changes.
 *
 * @param configuration its ARN has the version's number, that of {@code $LATEST} none
 * @param codeHash of its code, as {@link CodeStore} knows it
 * @param reserved its reserved concurrency
 * @param publishedOf what a published version was published of; empty for {@code $LATEST}
 */
record Function(
    FunctionConfiguration configuration,
    String codeHash,
    Map<String, String> tags,
    Optional<Integer> reserved,
    Optional<String> publishedOf) {

  /**
   * How it is kept.
   *
   * @param host where the environment was reached when it was kept
   */
  record Stored(
      ObjectNode configuration,
      String codeHash,
      Map<String, String> tags,
      Integer reserved,
      String publishedOf,
      String host) {}

  /**
   * @param host where the environment is reached now: no deployment renews the variables of a
   *     published version, so the addresses in them follow here
   */
  static Function of(Stored stored, String host) {
    Function function =
        new Function(
            Shapes.fromJson(stored.configuration(), FunctionConfiguration.builder()).build(),
            stored.codeHash(),
            stored.tags() == null ? Map.of() : Map.copyOf(stored.tags()),
            Optional.ofNullable(stored.reserved()),
            Optional.ofNullable(stored.publishedOf()));
    return stored.host() == null ? function : function.moved(stored.host(), host);
  }

  Stored stored(String host) {
    return new Stored(
        Shapes.toJson(configuration),
        codeHash,
        tags,
        reserved.orElse(null),
        publishedOf.orElse(null),
        host);
  }

  /** The same function in an environment that is reached elsewhere. */
  Function moved(String from, String to) {
    if (from.equals(to) || variables().isEmpty()) {
      return this;
    }
    Map<String, String> moved = new HashMap<>();
    variables().forEach((name, value) -> moved.put(name, Endpoints.moved(value, from, to)));
    return with(
        configuration.toBuilder()
            .environment(configuration.environment().toBuilder().variables(moved).build())
            .build());
  }

  String name() {
    return configuration.functionName();
  }

  /** Of the function, without a version. */
  String arn() {
    String arn = configuration.functionArn();
    return isPublished() ? arn.substring(0, arn.length() - version().length() - 1) : arn;
  }

  /** With the version, {@code $LATEST} too. */
  String versionArn() {
    return arn() + ":" + version();
  }

  /** {@code $LATEST} or a number. */
  String version() {
    return configuration.version();
  }

  /** Among all versions of all functions. */
  String key() {
    return name() + ":" + version();
  }

  boolean isPublished() {
    return !version().equals(FunctionName.LATEST);
  }

  /** Whether its environments go through SnapStart: published versions do, where it is asked. */
  boolean snapStart() {
    return isPublished()
        && configuration.snapStart() != null
        && configuration.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS;
  }

  int timeoutSeconds() {
    return configuration.timeout();
  }

  int memory() {
    return configuration.memorySize();
  }

  String logGroup() {
    return configuration.loggingConfig().logGroup();
  }

  /**
   * Whether its log group is its own; functions that share one have their names in the names of
   * their streams.
   */
  boolean ownLogGroup() {
    return logGroup().equals("/aws/lambda/" + name());
  }

  boolean jsonLogs() {
    return "JSON".equalsIgnoreCase(configuration.loggingConfig().logFormatAsString());
  }

  Map<String, String> variables() {
    return configuration.environment() == null ? Map.of() : configuration.environment().variables();
  }

  Function with(FunctionConfiguration changed) {
    return new Function(changed, codeHash, tags, reserved, publishedOf);
  }

  Function withTags(Map<String, String> changed) {
    return new Function(configuration, codeHash, Map.copyOf(changed), reserved, publishedOf);
  }

  Function withReserved(Optional<Integer> changed) {
    return new Function(configuration, codeHash, tags, changed, publishedOf);
  }

  Function withCode(FunctionConfiguration changed, String hash) {
    return new Function(changed, hash, tags, reserved, publishedOf);
  }

  Function publishedOf(String content) {
    return new Function(configuration, codeHash, Map.of(), reserved, Optional.of(content));
  }
}
