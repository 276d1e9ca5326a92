package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the SAM transform knows of parameters: where it has to look at a value itself, it puts
 * parameters in for their references, and leaves the template's own references alone everywhere
 * else.
 */
record SamParameters(Map<String, JsonNode> values, String partition) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}!]+)}");

  /** The value with the parameters that it refers to, by Ref or inside Sub. */
  Node inline(Node node) {
    return Nodes.rewrite(node, this::inlineHere);
  }

  private Node inlineHere(Node node) {
    Optional<Intrinsic> found = Intrinsic.in(node);
    if (found.isEmpty()) {
      return node;
    }
    Intrinsic intrinsic = found.get();
    return switch (intrinsic.name()) {
      case "Ref" ->
          Node.text(intrinsic.argument())
              .map(values::get)
              .map(value -> Node.of(intrinsic.argument().position(), value))
              .orElse(node);
      case "Fn::Sub" ->
          sub(intrinsic)
              .<Node>map(argument -> Nodes.at(node.position()).map("Fn::Sub", argument))
              .orElse(node);
      default -> node;
    };
  }

  private Optional<Node> sub(Intrinsic sub) {
    if (sub.argument() instanceof Node.Sequence list && !list.items().isEmpty()) {
      return Node.text(list.items().getFirst())
          .map(
              text -> {
                var items = new java.util.ArrayList<>(list.items());
                items.set(0, Nodes.at(items.getFirst().position()).text(fill(text)));
                return new Node.Sequence(list.position(), items);
              });
    }
    return Node.text(sub.argument())
        .map(text -> Nodes.at(sub.argument().position()).text(fill(text)));
  }

  private String fill(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              JsonNode value = values.get(match.group(1));
              return Matcher.quoteReplacement(value == null ? match.group() : value.asText());
            });
  }
}
