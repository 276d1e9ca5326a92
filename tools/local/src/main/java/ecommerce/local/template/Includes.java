package ecommerce.local.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code Fn::Transform} with {@code AWS::Include}: the content of a file, beside the template or in
 * S3, takes its place.
 */
final class Includes {

  private static final String TRANSFORM = "Fn::Transform";
  private static final int DEEPEST = 10;

  private final TemplateSource source;
  private final SamParameters parameters;

  Includes(TemplateSource source, SamParameters parameters) {
    this.source = source;
    this.parameters = parameters;
  }

  /** The same with all included files read in, also those that they include. */
  Node expanded(Node node) {
    return expanded(node, 0);
  }

  private Node expanded(Node node, int depth) {
    return switch (node) {
      case Node.Mapping map -> mapping(map, depth);
      case Node.Sequence list ->
          new Node.Sequence(
              list.position(), list.items().stream().map(item -> expanded(item, depth)).toList());
      case Node.Scalar scalar -> scalar;
    };
  }

  private Node mapping(Node.Mapping map, int depth) {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, value) -> {
              if (!name.equals(TRANSFORM)) {
                put(entries, name, expanded(value, depth));
                return;
              }
              if (depth == DEEPEST) {
                throw new TemplateException(
                    value.position(), "files include each other more than " + DEEPEST + " deep");
              }
              Node included = expanded(included(value), depth + 1);
              ((Node.Mapping) included)
                  .entries()
                  .forEach((key, content) -> put(entries, key, content));
            });
    return new Node.Mapping(map.position(), entries);
  }

  private static void put(SequencedMap<String, Node> entries, String name, Node value) {
    Node other = entries.put(name, value);
    if (other != null) {
      throw new TemplateException(
          value.position(), name + " is there twice, also in " + other.position());
    }
  }

  private Node.Mapping included(Node transform) {
    if (!(transform instanceof Node.Mapping map)
        || !map.get("Name").flatMap(Node::text).equals(Optional.of("AWS::Include"))) {
      throw new TemplateException(
          transform.position(), "Fn::Transform is supported with the Name AWS::Include only");
    }
    Node location =
        location(map)
            .orElseThrow(
                () ->
                    new TemplateException(
                        map.position(), "AWS::Include needs Parameters.Location"));
    String text =
        Node.text(plain(parameters.inline(location)))
            .orElseThrow(
                () ->
                    new TemplateException(
                        location.position(), "the Location of AWS::Include is not a string"));
    return source.included(text, location.position());
  }

  private static Node plain(Node location) {
    return Intrinsic.in(location)
        .filter(found -> found.name().equals("Fn::Sub"))
        .map(Intrinsic::argument)
        .orElse(location);
  }

  private static Optional<Node> location(Node.Mapping transform) {
    return transform
        .get("Parameters")
        .filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast)
        .flatMap(inner -> inner.get("Location"));
  }

  /** The same with local files named as packaging would name them, by their content. */
  static Node packaged(Node node, Path directory) {
    return Nodes.rewrite(
        node,
        value -> {
          if (!(value instanceof Node.Mapping map)
              || !(map.get(TRANSFORM).orElse(null) instanceof Node.Mapping transform)) {
            return value;
          }
          Optional<Node> location =
              location(transform)
                  .filter(
                      given -> Node.text(given).filter(text -> !text.contains("://")).isPresent());
          if (location.isEmpty()) {
            return value;
          }
          Nodes make = Nodes.at(location.get().position());
          String uri =
              SamLocation.packaged(
                  directory, location.get().json().textValue(), location.get().position());
          Node.Mapping inner = (Node.Mapping) transform.get("Parameters").orElseThrow();
          return map.with(
              TRANSFORM, transform.with("Parameters", inner.with("Location", make.text(uri))));
        });
  }
}
