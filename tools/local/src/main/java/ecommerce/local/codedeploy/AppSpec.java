package ecommerce.local.codedeploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/**
 * What is deployed: an alias of a function is moved from one version to another, with functions
 * that look before and after. An AppSpec in S3 or GitHub is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html">AppSpec
 *     file</a>
 */
record AppSpec(
    String function,
    String alias,
    String current,
    String target,
    Optional<String> before,
    Optional<String> after) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * @throws InvalidRevisionException where it is not there, or is not an AppSpec of one alias
   */
  static AppSpec of(RevisionLocation revision) {
    String content =
        revision == null
            ? null
            : revision.appSpecContent() != null
                ? revision.appSpecContent().content()
                : revision.string() != null ? revision.string().content() : null;
    if (content == null) {
      throw wrong(
          "The revision must be an AppSpec in appSpecContent: S3 and GitHub are not supported by"
              + " this environment");
    }
    try {
      return of(YAML.readTree(content));
    } catch (JsonProcessingException e) {
      throw wrong("The AppSpec is neither YAML nor JSON: " + e.getOriginalMessage());
    }
  }

  private static AppSpec of(JsonNode spec) {
    JsonNode resources = child(spec, "Resources");
    if (resources.size() != 1 || resources.path(0).size() != 1) {
      throw wrong("The AppSpec must have one resource: an AWS::Lambda::Function");
    }
    JsonNode resource = resources.path(0).iterator().next();
    if (!child(resource, "Type").asText().equals("AWS::Lambda::Function")) {
      throw wrong("The resource of the AppSpec is not an AWS::Lambda::Function");
    }
    JsonNode properties = child(resource, "Properties");
    return new AppSpec(
        text(properties, "Name"),
        text(properties, "Alias"),
        text(properties, "CurrentVersion"),
        text(properties, "TargetVersion"),
        hook(spec, "BeforeAllowTraffic"),
        hook(spec, "AfterAllowTraffic"));
  }

  private static Optional<String> hook(JsonNode spec, String event) {
    for (JsonNode hook : child(spec, "Hooks")) {
      if (hook.hasNonNull(event)) {
        return Optional.of(hook.get(event).asText());
      }
    }
    return Optional.empty();
  }

  private static String text(JsonNode properties, String name) {
    String text = child(properties, name).asText("");
    if (text.isEmpty()) {
      throw wrong("The AppSpec has no " + name);
    }
    return text;
  }

  /** Names begin with a capital letter or, as in many examples, a small one. */
  private static JsonNode child(JsonNode node, String name) {
    JsonNode exact = node.path(name);
    return exact.isMissingNode()
        ? node.path(Character.toLowerCase(name.charAt(0)) + name.substring(1))
        : exact;
  }

  private static InvalidRevisionException wrong(String message) {
    return InvalidRevisionException.builder().message(message).statusCode(400).build();
  }
}
