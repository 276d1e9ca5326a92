package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * A function as it is now.
 *
 * @param codeHash of its code, as {@link CodeStore} knows it
 * @param reserved its reserved concurrency
 */
record Function(
    FunctionConfiguration configuration,
    String codeHash,
    Map<String, String> tags,
    Optional<Integer> reserved) {

  /** How it is kept. */
  record Stored(
      ObjectNode configuration, String codeHash, Map<String, String> tags, Integer reserved) {}

  static Function of(Stored stored) {
    return new Function(
        Shapes.fromJson(stored.configuration(), FunctionConfiguration.builder()).build(),
        stored.codeHash(),
        stored.tags() == null ? Map.of() : Map.copyOf(stored.tags()),
        Optional.ofNullable(stored.reserved()));
  }

  Stored stored() {
    return new Stored(Shapes.toJson(configuration), codeHash, tags, reserved.orElse(null));
  }

  String name() {
    return configuration.functionName();
  }

  String arn() {
    return configuration.functionArn();
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
    return new Function(changed, codeHash, tags, reserved);
  }

  Function withTags(Map<String, String> changed) {
    return new Function(configuration, codeHash, Map.copyOf(changed), reserved);
  }

  Function withReserved(Optional<Integer> changed) {
    return new Function(configuration, codeHash, tags, changed);
  }
}
