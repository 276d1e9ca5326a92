package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A SAM or CloudFormation template with its parameters: plain resources, in the order in which they
 * can be made. What depends on parameters alone (conditions, mappings, {@code Fn::If}) is decided
 * when it is loaded; what depends on other resources when {@link #properties} asks for it.
 * Everything that goes wrong is a {@link TemplateException} with file and line.
 *
 * <p>Relative file names in properties stay as they are, relative to {@link #directory()}. The
 * {@code CodeUri} of a SAM function that is no S3 location becomes {@code Code: {"LocalPath":
 * "target/function.zip"}} where AWS has S3Bucket and S3Key, and a local {@code DefinitionUri} of a
 * SAM API becomes {@code BodyS3Location: {"LocalPath": "api.yaml"}}. {@code AWS::Include} is read
 * in.
 */
public final class Template {

  private final Optional<Path> directory;
  private final JsonNode processed;
  private final String description;
  private final SequencedMap<String, JsonNode> parameters;
  private final Resources resources;
  private final List<String> creationOrder;
  private final Outputs outputs;

  private Template(
      Optional<Path> directory,
      Node.Mapping plain,
      Scope scope,
      SequencedMap<String, JsonNode> parameters) {
    this.directory = directory;
    this.processed = plain.json();
    this.description = plain.get("Description").map(text -> text.json().asText()).orElse("");
    this.parameters = Collections.unmodifiableSequencedMap(parameters);
    Conditions conditions = new Conditions(Sections.mapping(plain, "Conditions"), scope).checked();
    this.resources = Resources.of(plain, conditions, scope);
    this.creationOrder = CreationOrder.of(resources.definitions());
    this.outputs = Outputs.of(plain, conditions, scope, resources);
  }

  /**
   * @param parameters by name; lists are written with commas. Names that the template does not have
   *     are an error
   * @param ssmParameter the value of a Systems Manager parameter by its name, null where there is
   *     none
   */
  public static Template load(
      Path file,
      Map<String, String> parameters,
      Pseudo pseudo,
      Function<String, String> ssmParameter) {
    return load(TemplateSource.local(file), parameters, pseudo, ssmParameter);
  }

  /** The same of a template that need not be a file. */
  public static Template load(
      TemplateSource source,
      Map<String, String> parameters,
      Pseudo pseudo,
      Function<String, String> ssmParameter) {
    Node.Mapping template = Sections.checked(source.parsed());
    if (source.directory().isEmpty()) {
      Unpackaged.refuse(template);
    }
    return of(template, source, parameters, pseudo, ssmParameter);
  }

  static Template of(
      Node.Mapping template,
      TemplateSource source,
      Map<String, String> parameters,
      Pseudo pseudo,
      Function<String, String> ssmParameter) {
    SequencedMap<String, JsonNode> values = Parameters.values(template, parameters, ssmParameter);
    Node.Mapping plain = PlainTemplate.of(template, values, pseudo, source);
    return new Template(
        source.directory(),
        plain,
        new Scope(values, pseudo, Sections.mapping(plain, "Mappings")),
        values);
  }

  static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** The template after its transforms, as {@code GetTemplate} shows it. */
  public JsonNode processed() {
    return processed;
  }

  /** The folder of the template, to which file names in properties are relative. */
  public Optional<Path> directory() {
    return directory;
  }

  /** The template's description, empty where it has none. */
  public String description() {
    return description;
  }

  /**
   * Values of all parameters, defaults included, Systems Manager ones looked up; a list is a JSON
   * array, a Number a number.
   */
  public SequencedMap<String, JsonNode> parameters() {
    return parameters;
  }

  /**
   * Resources whose condition holds, by logical id, in the order of the file; those that SAM makes
   * in place of the SAM resource.
   */
  public SequencedMap<String, ResourceDefinition> resources() {
    return resources.definitions();
  }

  /**
   * All logical ids, each after what it depends on; those that do not depend on each other keep the
   * order of the file.
   */
  public List<String> creationOrder() {
    return creationOrder;
  }

  /** A resource's properties, everything resolved; an empty object where it has none. */
  public JsonNode properties(String logicalId, References references) {
    return resources.resolved(logicalId, references);
  }

  /**
   * How a resource wants to be updated ({@code CodeDeployLambdaAliasUpdate} of an alias),
   * everything resolved.
   */
  public Optional<JsonNode> updatePolicy(String logicalId, References references) {
    return resources.updatePolicy(logicalId, references);
  }

  /** The outputs whose condition holds, in the order of the file. */
  public SequencedMap<String, Output> outputs(References references) {
    return outputs.resolved(references);
  }

  /**
   * All properties of a resource, outer before inner, known before anything is resolved. {@code
   * Fn::If} is already decided.
   */
  public List<PropertyPath> propertyPaths(String logicalId) {
    return PropertyPaths.of(resources.properties(logicalId));
  }

  /**
   * Where a property was written ({@code Targets[0].Arn}), or the nearest property around it, or
   * the resource.
   */
  public Position position(String logicalId, String path) {
    Position nearest = resources.definitions().get(logicalId).position();
    int length = 0;
    for (PropertyPath candidate : propertyPaths(logicalId)) {
      String text = candidate.text();
      boolean around =
          path.equals(text) || path.startsWith(text + ".") || path.startsWith(text + "[");
      if (around && text.length() > length) {
        nearest = candidate.position();
        length = text.length();
      }
    }
    return nearest;
  }
}
