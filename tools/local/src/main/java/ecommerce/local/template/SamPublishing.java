package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code AutoPublishAlias} of a function: a version whose logical id changes with the code and what
 * else makes a version another one, so that CloudFormation publishes; and the alias that names it.
 */
final class SamPublishing {

  private final SamResource function;
  private final SamParameters parameters;
  private final Path directory;

  SamPublishing(SamResource function, SamParameters parameters, Path directory) {
    this.function = function;
    this.parameters = parameters;
    this.directory = directory;
  }

  /** The alias' name; empty where the function publishes nothing. */
  Optional<String> aliasName() {
    Optional<Node> written = function.property("AutoPublishAlias");
    if (written.isEmpty()) {
      refuseAlone("VersionDeletionPolicy");
      return Optional.empty();
    }
    String name =
        Node.text(parameters.inline(written.get()))
            .orElseThrow(
                () ->
                    function.wrong(
                        "AutoPublishAlias", "is neither a string nor a Ref to a parameter"));
    if (!name.matches("(?!^[0-9]+$)[a-zA-Z0-9_-]+")) {
      throw function.wrong(
          "AutoPublishAlias",
          "('%s') must have letters, digits, - and _ only, and not digits alone".formatted(name));
    }
    return Optional.of(name);
  }

  private void refuseAlone(String property) {
    if (function.property(property).isPresent()) {
      throw function.wrong(property, "needs AutoPublishAlias");
    }
  }

  /**
   * @param lambda the function with all that it has but a role that SAM makes
   */
  GeneratedResource version(GeneratedResource lambda) {
    Node code =
        ((Node.Mapping) lambda.node().get("Properties").orElseThrow()).get("Code").orElseThrow();
    lambda.property("Code", parameters.inline(code)); // As SAM's own transform does it.
    Optional<String> sha = codeSha256();
    sha.ifPresent(text -> describe(lambda, text));
    String prefix = function.logicalId() + "Version";
    String logicalId =
        sha.map(text -> prefix + text.substring(0, Math.min(10, text.length())))
            .orElseGet(() -> LogicalIds.of(prefix, PythonJson.of(content(lambda))));
    GeneratedResource version =
        GeneratedResource.beside(function, logicalId, "AWS::Lambda::Version", function.position());
    if (function.attribute("DeletionPolicy").isEmpty()) {
      version.attribute(
          "DeletionPolicy",
          function
              .property("VersionDeletionPolicy")
              .orElseGet(() -> version.make().text("Retain")));
    }
    return version
        .property("FunctionName", lambda.ref())
        .property("Description", function.property("VersionDescription"));
  }

  GeneratedResource alias(String name, GeneratedResource lambda, GeneratedResource version) {
    String logicalId = function.logicalId() + "Alias" + name.replace("-", "D").replace("_", "U");
    GeneratedResource alias =
        GeneratedResource.beside(function, logicalId, "AWS::Lambda::Alias", function.position());
    return alias
        .property("Name", name)
        .property("FunctionName", lambda.ref())
        .property("FunctionVersion", alias.make().attribute(version.logicalId(), "Version"));
  }

  private Optional<String> codeSha256() {
    return function
        .property("AutoPublishCodeSha256")
        .map(
            value ->
                Node.text(parameters.inline(value))
                    .orElseThrow(() -> function.wrong("AutoPublishCodeSha256", "is not a string")));
  }

  /** The code's hash goes into the description, so that Lambda sees a change too. */
  private void describe(GeneratedResource lambda, String sha) {
    Nodes make = lambda.make();
    Optional<Node> written =
        function
            .property("Description")
            .map(parameters::inline)
            .filter(text -> !Node.text(text).equals(Optional.of("")));
    Node described =
        written
            .map(
                text ->
                    Node.text(text)
                        .map(plain -> make.text(plain + " " + sha))
                        .orElseGet(
                            () ->
                                make.map(
                                    "Fn::Join",
                                    make.list(make.text(" "), make.list(text, make.text(sha))))))
            .orElseGet(() -> make.text(sha));
    lambda.property("Description", described);
  }

  private JsonNode content(GeneratedResource lambda) {
    Node.Mapping properties = (Node.Mapping) lambda.node().get("Properties").orElseThrow();
    Node code = SamLocation.uploaded(directory, properties.get("Code").orElseThrow());
    if (isTrue("AutoPublishAliasAllProperties")) {
      return properties.with("Code", code).json();
    }
    ObjectNode content = (ObjectNode) code.json();
    properties
        .get("Environment")
        .filter(Node.Mapping.class::isInstance)
        .ifPresent(map -> content.setAll((ObjectNode) map.json()));
    properties
        .get("MemorySize")
        .filter(size -> size.json().isContainerNode() || !size.json().asText().isEmpty())
        .ifPresent(size -> content.set("MemorySize", size.json()));
    properties
        .get("SnapStart")
        .filter(SamPublishing::isOn)
        .ifPresent(snapStart -> content.set("SnapStart", snapStart.json()));
    return content;
  }

  private boolean isTrue(String property) {
    return function
        .property(property)
        .map(
            value -> {
              if (!value.json().isBoolean()) {
                throw function.wrong(property, "is not true or false");
              }
              return value.json().booleanValue();
            })
        .orElse(false);
  }

  private static boolean isOn(Node snapStart) {
    return snapStart instanceof Node.Mapping map
        && map.get("ApplyOn")
            .filter(applyOn -> !Node.text(applyOn).equals(Optional.of("None")))
            .isPresent();
  }
}
