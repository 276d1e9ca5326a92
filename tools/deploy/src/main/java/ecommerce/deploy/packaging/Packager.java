package ecommerce.deploy.packaging;

import ecommerce.deploy.packaging.PackagedTemplate.Parameter;
import ecommerce.deploy.packaging.PackagedTemplate.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Packages templates for a bucket. Nothing is uploaded here: the result says what has to be.
 * Refuses a template that names a file that is not there, is of the wrong kind, or nests itself.
 */
public final class Packager {

  private final String bucket;
  private final String region;
  private final Digests digests = new Digests();

  public Packager(String bucket, String region) {
    this.bucket = bucket;
    this.region = region;
  }

  /**
   * @throws WrongTemplate naming file, line and property
   */
  public PackagedTemplate of(Path template) {
    return of(template.normalize(), new LinkedHashSet<>());
  }

  PackagedTemplate of(Path file, Set<Path> around) {
    try {
      return of(file, Files.readString(file), around);
    } catch (IOException e) {
      throw new WrongTemplate(file, "cannot be read", e);
    }
  }

  /**
   * A template that is not in a file; the files that it names are looked for beside {@code name}.
   */
  public PackagedTemplate of(Path name, String text) {
    return of(name, text, Set.of());
  }

  private PackagedTemplate of(Path file, String text, Set<Path> around) {
    MappingNode template = Yaml.read(file, text);
    LocalFiles files = new LocalFiles(this, file, around, digests);
    sections(template, "Globals")
        .forEach((section, values) -> files.properties("AWS::Serverless::" + section, values));
    sections(template, "Resources").forEach((id, resource) -> resource(resource, files));
    includes(template, files);
    Replacements replacements = new Replacements();
    files
        .found()
        .forEach(
            (node, found) ->
                replacements.replace(
                    node, found.form().of(bucket, found.artifact().key(), region)));
    return new PackagedTemplate(
        file,
        replacements.apply(text),
        files.artifacts(),
        parameters(template),
        resources(template));
  }

  private static void resource(Node resource, LocalFiles files) {
    String type = Yaml.text(resource, "Type").orElse("");
    Yaml.child(resource, "Properties")
        .ifPresent(
            properties -> {
              if (!files.asset(type, resource, properties)) {
                files.properties(type, properties);
              }
            });
  }

  /** {@code Fn::Transform} of AWS::Include, wherever it stands; also written {@code !Transform}. */
  private static void includes(Node node, LocalFiles files) {
    if (node.getTag().getValue().equals("!Transform")) {
      files.include(node);
    }
    for (NodeTuple entry : Yaml.entries(node)) {
      if (Yaml.key(entry).equals("Fn::Transform") || Yaml.key(entry).equals("Transform")) {
        files.include(entry.getValueNode());
        Yaml.elements(entry.getValueNode()).forEach(files::include);
      }
      includes(entry.getValueNode(), files);
    }
    Yaml.elements(node).forEach(element -> includes(element, files));
  }

  private static Map<String, Parameter> parameters(MappingNode template) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    sections(template, "Parameters")
        .forEach(
            (name, declared) ->
                parameters.put(
                    name,
                    new Parameter(
                        Yaml.text(declared, "Type").orElse("String"),
                        Yaml.text(declared, "Default"))));
    return parameters;
  }

  private static Map<String, Resource> resources(MappingNode template) {
    Map<String, Resource> resources = new LinkedHashMap<>();
    Yaml.child(template, "Resources")
        .map(Yaml::entries)
        .ifPresent(
            entries ->
                entries.forEach(
                    entry ->
                        resources.put(
                            Yaml.key(entry),
                            new Resource(
                                Yaml.text(entry.getValueNode(), "Type").orElse("?"),
                                Yaml.line(entry.getKeyNode())))));
    return resources;
  }

  private static Map<String, Node> sections(MappingNode template, String section) {
    Map<String, Node> named = new LinkedHashMap<>();
    Yaml.child(template, section)
        .map(Yaml::entries)
        .ifPresent(
            entries -> entries.forEach(entry -> named.put(Yaml.key(entry), entry.getValueNode())));
    return named;
  }
}
