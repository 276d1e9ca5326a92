package ecommerce.deploy.packaging;

import ecommerce.deploy.packaging.ArtifactProperty.Form;
import ecommerce.deploy.packaging.ArtifactProperty.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The values of one template that name local files. */
final class LocalFiles {

  private static final String ASSET_PATH = "aws:asset:path";
  private static final String ASSET_PROPERTY = "aws:asset:property";

  /** What stands for a local file. */
  record Found(Artifact artifact, Form form) {}

  private final Packager packager;
  private final Path template;
  private final Set<Path> around;
  private final Digests digests;
  private final Map<Node, Found> found = new LinkedHashMap<>();
  private final List<Artifact> nested = new ArrayList<>();

  /**
   * @param around the templates that this one is nested in
   */
  LocalFiles(Packager packager, Path template, Set<Path> around, Digests digests) {
    this.packager = packager;
    this.template = template;
    this.around = around;
    this.digests = digests;
  }

  Map<Node, Found> found() {
    return found;
  }

  List<Artifact> artifacts() {
    Set<Artifact> all = new LinkedHashSet<>(nested);
    found.values().forEach(value -> all.add(value.artifact()));
    return List.copyOf(all);
  }

  /** The properties of a resource, or what Globals give to all of its type. */
  void properties(String type, Node properties) {
    for (ArtifactProperty property : ArtifactProperty.BY_TYPE.getOrDefault(type, List.of())) {
      look(properties, property, 0);
    }
  }

  /**
   * A resource as the CDK synthesizes it: its metadata names the local file and the property that
   * it is for, which itself names the CDK's own bucket.
   */
  boolean asset(String type, Node resource, Node properties) {
    Optional<Node> metadata = Yaml.child(resource, "Metadata");
    Optional<Node> path = metadata.flatMap(node -> Yaml.child(node, ASSET_PATH));
    Optional<String> name = metadata.flatMap(node -> Yaml.text(node, ASSET_PROPERTY));
    if (path.isEmpty() || name.isEmpty()) {
      return false;
    }
    for (ArtifactProperty property : ArtifactProperty.BY_TYPE.getOrDefault(type, List.of())) {
      if (String.join(".", property.path()).equals(name.get())) {
        Optional<Node> value = Yaml.child(properties, name.get());
        value.ifPresent(node -> put(node, property, path.get(), Yaml.text(path.get()).orElse("")));
        return value.isPresent();
      }
    }
    return false;
  }

  /** {@code {Name: AWS::Include, Parameters: {Location: …}}}. */
  void include(Node transform) {
    if (Yaml.text(transform, "Name").filter("AWS::Include"::equals).isPresent()) {
      Yaml.child(transform, "Parameters")
          .ifPresent(parameters -> look(parameters, ArtifactProperty.INCLUDE, 0));
    }
  }

  private void look(Node node, ArtifactProperty property, int depth) {
    if (depth == property.path().size()) {
      Yaml.text(node).filter(LocalFiles::local).ifPresent(name -> put(node, property, node, name));
      return;
    }
    String key = property.path().get(depth);
    for (NodeTuple entry : Yaml.entries(node)) {
      if (key.equals("*") || key.equals(Yaml.key(entry))) {
        look(entry.getValueNode(), property, depth + 1);
      }
    }
  }

  private static boolean local(String name) {
    return !name.matches("(?s)(s3|https?)://.*");
  }

  private void put(Node replaced, ArtifactProperty property, Node named, String name) {
    String what = String.join(".", property.path()) + " " + name;
    Path file = template.resolveSibling(name).normalize();
    try {
      found.put(replaced, new Found(artifact(file, property.kind(), named, what), property.form()));
    } catch (IOException e) {
      throw new UncheckedIOException(template + ":" + Yaml.line(named) + ": " + what, e);
    }
  }

  private Artifact artifact(Path file, Kind kind, Node named, String what) throws IOException {
    if (!Files.exists(file)) {
      throw wrong(named, what + " does not exist");
    }
    boolean folder = Files.isDirectory(file);
    if (folder && (kind == Kind.FILE || kind == Kind.TEMPLATE)) {
      throw wrong(named, what + " is a folder, where one file is wanted");
    }
    if (kind == Kind.TEMPLATE) {
      return nestedTemplate(file, named, what);
    }
    if (folder || kind == Kind.CODE && !FolderZip.isZip(file)) {
      return Artifact.zip(FolderZip.of(file));
    }
    return Artifact.of(file, digests);
  }

  private Artifact nestedTemplate(Path file, Node named, String what) {
    Set<Path> outer = new LinkedHashSet<>(around);
    outer.add(template);
    if (outer.contains(file)) {
      throw wrong(named, what + " nests itself");
    }
    PackagedTemplate packaged = packager.of(file, outer);
    nested.addAll(packaged.artifacts());
    return packaged.artifact();
  }

  private WrongTemplate wrong(Node node, String fault) {
    return new WrongTemplate(template, Yaml.line(node), fault);
  }
}
