package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What a template wants a resource to be.
 *
 * @param properties resolved: no intrinsics are left, and endpoints are local
 * @param stackName the stack that it belongs to
 * @param stackId the stack's ARN
 * @param artefacts the files that properties name, read by {@link #file}
 * @param tags the stack's and the resource's own
 * @param updatePolicy how it wants to be changed, resolved; where nothing is said, or where a
 *     change is taken back, empty
 * @param abandoned whether it is not waited for any more: what takes long looks now and then, and
 *     gives up
 */
public record Desired(
    String logicalId,
    ObjectNode properties,
    String stackName,
    String stackId,
    Artefacts artefacts,
    Map<String, String> tags,
    Optional<JsonNode> updatePolicy,
    BooleanSupplier abandoned) {

  public Desired {
    tags = Map.copyOf(tags);
  }

  /**
   * @param directory where the template's files are
   */
  public Desired(
      String logicalId,
      ObjectNode properties,
      String stackName,
      String stackId,
      Path directory,
      Map<String, String> tags) {
    this(
        logicalId,
        properties,
        stackName,
        stackId,
        Artefacts.beside(directory),
        tags,
        Optional.empty(),
        () -> false);
  }

  /** The same, waited for as long as nobody says otherwise. */
  Desired abandonedWhen(BooleanSupplier said) {
    return new Desired(
        logicalId, properties, stackName, stackId, artefacts, tags, updatePolicy, said);
  }

  /** The same resource with other properties. */
  public Desired with(ObjectNode others) {
    return new Desired(
        logicalId, others, stackName, stackId, artefacts, tags, updatePolicy, abandoned);
  }

  /**
   * The bytes of a file that a property names.
   *
   * @param location {@code {"LocalPath"}}, {@code {"S3Bucket", "S3Key", "S3ObjectVersion"}}, {@code
   *     {"Bucket", "Key", "Version"}}, {@code "s3://bucket/key"}, or the name of a file beside the
   *     template
   * @throws IllegalArgumentException naming the file and why it cannot be read
   */
  public byte[] file(JsonNode location) {
    try {
      return artefacts.read(location);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a file of " + logicalId + ": " + e.getMessage(), e);
    }
  }

  /** A string property. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(properties.get(name))
        .filter(value -> !value.isNull())
        .map(JsonNode::asText);
  }

  /**
   * @throws IllegalArgumentException naming it, where it is missing: a property that CloudFormation
   *     requires too
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "property " + name + " of " + logicalId + " is missing"));
  }

  /** A property that is an object or a list. */
  public Optional<JsonNode> node(String name) {
    return Optional.ofNullable(properties.get(name)).filter(value -> !value.isNull());
  }

  /**
   * The properties as an SDK request: members are matched by name whatever their case, strings
   * become numbers and booleans where the member is one, as CloudFormation does. Properties that
   * the request does not have are left out.
   */
  public <B extends SdkPojo & SdkBuilder<B, Q>, Q> B into(B builder) {
    return Shapes.fromTemplate(properties, builder);
  }

  /**
   * A name for a resource that has none in the template: {@code stack-LogicalId-SUFFIX}; the suffix
   * is made from stack id and logical id, so that it is the same again after a restart.
   *
   * @param most the longest that the service takes
   */
  public String uniqueName(int most) {
    String suffix =
        Integer.toString(
            (stackId + "/" + logicalId + "/" + properties.hashCode()).hashCode() & 0x7fffffff, 36);
    String padded = ("0000000" + suffix).substring(suffix.length());
    String name = stackName + "-" + logicalId;
    int room = most - padded.length() - 1;
    return (name.length() > room ? name.substring(0, room) : name) + "-" + padded;
  }
}
