package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Works out intrinsics, {@code Fn::If} apart, which {@link Reduction} has done before. */
final class Resolution {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Scope scope;
  private final References references;

  Resolution(Scope scope, References references) {
    this.scope = scope;
    this.references = references;
  }

  JsonNode resolve(Node node) {
    Optional<Intrinsic> intrinsic = Intrinsic.in(node);
    if (intrinsic.isPresent()) {
      return resolve(intrinsic.get());
    }
    return switch (node) {
      case Node.Mapping map -> {
        ObjectNode object = JSON.objectNode();
        map.entries().forEach((name, value) -> object.set(name, resolve(value)));
        yield object;
      }
      case Node.Sequence list -> {
        ArrayNode array = JSON.arrayNode();
        list.items().forEach(item -> array.add(resolve(item)));
        yield array;
      }
      case Node.Scalar scalar -> scalar.json();
    };
  }

  private JsonNode resolve(Intrinsic call) {
    return switch (call.name()) {
      case "Ref" -> ref(call);
      case "Fn::GetAtt" -> attribute(call);
      case "Fn::Sub" -> sub(call);
      case "Fn::Join" -> join(call);
      case "Fn::Select" -> select(call);
      case "Fn::Split" -> split(call);
      case "Fn::FindInMap" -> findInMap(call);
      case "Fn::Base64" ->
          JSON.textNode(
              Base64.getEncoder()
                  .encodeToString(text(call, call.argument()).getBytes(StandardCharsets.UTF_8)));
      case "Fn::ImportValue" -> imported(call);
      default -> throw new TemplateException(call.position(), call.name() + " is not supported");
    };
  }

  private JsonNode ref(Intrinsic call) {
    String name = Node.text(call.argument()).orElseThrow(() -> call.wrong("needs a name"));
    return scope
        .value(name)
        .orElseGet(() -> asked(call, () -> JSON.textNode(references.ref(name))));
  }

  private JsonNode attribute(Intrinsic call) {
    AttributeName name = AttributeName.of(call);
    return asked(call, () -> references.attribute(name.logicalId(), name.attribute(this::resolve)));
  }

  private JsonNode imported(Intrinsic call) {
    String name = text(call, call.argument());
    return asked(
        call,
        () ->
            JSON.textNode(
                references
                    .exported(name)
                    .orElseThrow(() -> new IllegalArgumentException("no stack exports " + name))));
  }

  private interface Answer {
    JsonNode get();
  }

  private static JsonNode asked(Intrinsic call, Answer answer) {
    try {
      return answer.get();
    } catch (IllegalArgumentException e) {
      throw new TemplateException(call.position(), call.name() + ": " + e.getMessage());
    }
  }

  private JsonNode sub(Intrinsic call) {
    Substitution substitution = Substitution.of(call);
    Map<String, JsonNode> given =
        substitution.variables().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> resolve(entry.getValue())));
    return JSON.textNode(
        substitution.fill(
            name -> {
              JsonNode value =
                  Optional.ofNullable(given.get(name))
                      .or(() -> scope.value(name))
                      .orElseGet(
                          () ->
                              asked(
                                  call,
                                  () -> {
                                    int dot = name.indexOf('.');
                                    return dot < 0
                                        ? JSON.textNode(references.ref(name))
                                        : references.attribute(
                                            name.substring(0, dot), name.substring(dot + 1));
                                  }));
              return scalar(call, "the value of ${" + name + "}", value);
            }));
  }

  private JsonNode join(Intrinsic call) {
    List<Node> items = call.items(2, 2, "a delimiter and a list");
    JsonNode list = resolve(items.get(1));
    if (!list.isArray()) {
      throw call.wrong("needs a list of values");
    }
    return JSON.textNode(
        list.valueStream()
            .map(value -> scalar(call, "a value", value))
            .collect(Collectors.joining(text(call, items.getFirst()))));
  }

  private JsonNode select(Intrinsic call) {
    List<Node> items = call.items(2, 2, "an index and a list");
    JsonNode list = resolve(items.get(1));
    String index = text(call, items.getFirst());
    if (!list.isArray() || !index.matches("\\d{1,9}") || Integer.parseInt(index) >= list.size()) {
      throw call.wrong("has no item " + index);
    }
    return list.get(Integer.parseInt(index));
  }

  private JsonNode split(Intrinsic call) {
    List<Node> items = call.items(2, 2, "a delimiter and a text");
    String delimiter = text(call, items.getFirst());
    if (delimiter.isEmpty()) {
      throw call.wrong("needs a delimiter");
    }
    ArrayNode parts = JSON.arrayNode();
    for (String part : text(call, items.get(1)).split(Pattern.quote(delimiter), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode findInMap(Intrinsic call) {
    List<Node> items = call.items(3, 4, "a map, two keys and perhaps a DefaultValue");
    String map = text(call, items.getFirst());
    String first = text(call, items.get(1));
    String second = text(call, items.get(2));
    Optional<Node> otherwise =
        items.size() == 4 && items.get(3) instanceof Node.Mapping options
            ? options.get("DefaultValue")
            : Optional.empty();
    return scope
        .inMap(map, first, second)
        .or(() -> otherwise)
        .map(this::resolve)
        .orElseThrow(
            () -> call.wrong("finds no %s.%s.%s in Mappings".formatted(map, first, second)));
  }

  private String text(Intrinsic call, Node node) {
    return scalar(call, "a part", resolve(node));
  }

  private static String scalar(Intrinsic call, String what, JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    throw call.wrong("needs texts: " + what + " is a " + (value.isArray() ? "list" : "mapping"));
  }
}
