package ecommerce.local.template;

import java.util.ArrayList;
import java.util.List;

/** Lists what is inside properties, outer before inner. */
final class PropertyPaths {

  private final List<PropertyPath> paths = new ArrayList<>();

  private PropertyPaths() {}

  static List<PropertyPath> of(Node.Mapping reduced) {
    PropertyPaths paths = new PropertyPaths();
    paths.inside(List.of(), reduced);
    return List.copyOf(paths.paths);
  }

  private void add(List<String> outer, String step, Node node) {
    List<String> steps = new ArrayList<>(outer);
    steps.add(step);
    boolean leaf =
        Intrinsic.in(node).isPresent()
            || switch (node) {
              case Node.Mapping map -> map.entries().isEmpty();
              case Node.Sequence list -> list.items().isEmpty();
              case Node.Scalar scalar -> true;
            };
    paths.add(new PropertyPath(steps, node.position(), leaf));
    if (!leaf) {
      inside(steps, node);
    }
  }

  private void inside(List<String> steps, Node node) {
    switch (node) {
      case Node.Mapping map -> map.entries().forEach((name, value) -> add(steps, name, value));
      case Node.Sequence list -> {
        for (int i = 0; i < list.items().size(); i++) {
          add(steps, "[" + i + "]", list.items().get(i));
        }
      }
      case Node.Scalar scalar -> {}
    }
  }
}
