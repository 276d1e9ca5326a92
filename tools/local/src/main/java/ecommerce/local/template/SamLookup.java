package ecommerce.local.template;

import java.util.List;
import java.util.Optional;

/** Values that the transform itself looks up: parameters, and mappings by them. */
record SamLookup(SamParameters parameters, Node.Mapping mappings) {

  /** The value; as it is written where it is neither of them. */
  Node of(Node written) {
    return Nodes.rewrite(parameters.inline(written), this::found);
  }

  private Node found(Node node) {
    return Intrinsic.in(node)
        .filter(found -> found.name().equals("Fn::FindInMap"))
        .map(Intrinsic::argument)
        .flatMap(this::find)
        .orElse(node);
  }

  private Optional<Node> find(Node argument) {
    if (!(argument instanceof Node.Sequence list) || list.items().size() != 3) {
      return Optional.empty();
    }
    List<String> keys =
        list.items().stream()
            .filter(item -> item.json().isValueNode())
            .map(item -> item.json().asText())
            .toList();
    Optional<Node> inner = keys.size() == 3 ? Optional.of(mappings) : Optional.empty();
    for (String key : keys) {
      inner =
          inner.flatMap(node -> node instanceof Node.Mapping map ? map.get(key) : Optional.empty());
    }
    return inner;
  }
}
