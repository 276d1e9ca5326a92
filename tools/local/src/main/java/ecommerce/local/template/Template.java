package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A SAM or CloudFormation template with its parameters: plain resources, in the order in which they can be made. What depends on
 * parameters alone (conditions, mappings, {@code Fn::If}) is decided when it is loaded; what depends on other resources when
 * {@link #properties} asks for it. Everything that goes wrong is a {@link TemplateException} with file and line.
 *
 * <p>Relative file names in properties stay as they are, relative to {@link #directory()}. The {@code CodeUri} of a SAM function that
 * is no S3 location becomes {@code Code: {"LocalPath": "target/function.zip"}} where AWS has S3Bucket and S3Key, and a local
 * {@code DefinitionUri} of a SAM API becomes {@code BodyS3Location: {"LocalPath": "api.yaml"}}. {@code AWS::Include} is read in.
 */
public final class Template {

  private Template() {}

  /**
   * @param parameters by name; lists are written with commas. Names that the template does not have are an error
   * @param ssmParameter the value of a Systems Manager parameter by its name, null where there is none
   */
  public static Template load(
      Path file, Map<String, String> parameters, Pseudo pseudo, Function<String, String> ssmParameter) {
    throw new UnsupportedOperationException();
  }

  /** The folder of the template, to which file names in properties are relative. */
  public Path directory() {
    throw new UnsupportedOperationException();
  }

  /** The template's description, empty where it has none. */
  public String description() {
    throw new UnsupportedOperationException();
  }

  /** Values of all parameters, defaults included, Systems Manager ones looked up; a list is a JSON array. */
  public SequencedMap<String, JsonNode> parameters() {
    throw new UnsupportedOperationException();
  }

  /** Resources whose condition holds, by logical id, in the order of the file. */
  public SequencedMap<String, ResourceDefinition> resources() {
    throw new UnsupportedOperationException();
  }

  /** All logical ids, each after what it depends on; those that do not depend on each other keep the order of the file. */
  public List<String> creationOrder() {
    throw new UnsupportedOperationException();
  }

  /** A resource's properties, everything resolved; an empty object where it has none. */
  public JsonNode properties(String logicalId, References references) {
    throw new UnsupportedOperationException();
  }

  /** The outputs whose condition holds, in the order of the file. */
  public SequencedMap<String, Output> outputs(References references) {
    throw new UnsupportedOperationException();
  }

  /** All properties of a resource, outer before inner, known before anything is resolved. {@code Fn::If} is already decided. */
  public List<PropertyPath> propertyPaths(String logicalId) {
    throw new UnsupportedOperationException();
  }

  /** Where a property was written ({@code Targets[0].Arn}), or the nearest property around it, or the resource. */
  public Position position(String logicalId, String path) {
    throw new UnsupportedOperationException();
  }
}
