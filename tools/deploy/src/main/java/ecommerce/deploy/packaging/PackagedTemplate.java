package ecommerce.deploy.packaging;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template whose local files are named as uploaded objects.
 *
 * @param file the template as a person edits it
 * @param text what is deployed: line by line the file, with other values for what is uploaded
 * @param artifacts what must be in the bucket before the text is deployed, nested templates'
 *     included
 */
public record PackagedTemplate(
    Path file,
    String text,
    List<Artifact> artifacts,
    Map<String, Parameter> parameters,
    Map<String, Resource> resources) {

  private static final String FROM_SSM = "AWS::SSM::Parameter::Value<";

  /** A parameter that the template declares. */
  public record Parameter(String type, Optional<String> defaultValue) {

    /** Whether its value is the name of a Systems Manager parameter. */
    public boolean fromSystemsManager() {
      return type.startsWith(FROM_SSM);
    }
  }

  /** A resource as the template has it, before any transform. */
  public record Resource(String type, int line) {}

  public PackagedTemplate {
    artifacts = List.copyOf(artifacts);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
  }

  /** The text's length as CloudFormation counts it, in bytes. */
  public int size() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The text itself as something to upload, where it is too long to be sent. */
  public Artifact artifact() {
    return Artifact.template(text);
  }

  /** {@code FILE:LINE} of a resource; the file alone for one that a transform makes. */
  public String place(String logicalId) {
    Resource resource = resources.get(logicalId);
    return resource == null ? file.toString() : file + ":" + resource.line();
  }
}
