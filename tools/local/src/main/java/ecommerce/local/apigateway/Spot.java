package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;

/**
 * A place in an OpenAPI document: its value, and where it is, for errors. References within the
 * document are followed.
 *
 * @param place e.g. {@code paths./orders.get}
 */
record Spot(JsonNode root, JsonNode value, String place) {

  static Spot root(JsonNode document) {
    return new Spot(document, document, "");
  }

  /** A member; one that is missing or null {@linkplain #exists() does not exist}. */
  Spot at(String name) {
    JsonNode child = value.path(name);
    String where = place.isEmpty() ? name : place + "." + name;
    return new Spot(root, child.isNull() ? MissingNode.getInstance() : child, where).resolved();
  }

  boolean exists() {
    return !value.isMissingNode();
  }

  /** The members of an object, {@code x-} extensions of others left out. */
  List<String> names() {
    if (exists() && !value.isObject()) {
      throw wrong("must be an object");
    }
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> name.startsWith("x-") && !name.startsWith("x-amazon-apigateway-"));
    return names;
  }

  /** The elements of a list. */
  List<Spot> elements() {
    if (exists() && !value.isArray()) {
      throw wrong("must be a list");
    }
    List<Spot> elements = new ArrayList<>();
    value.forEach(
        element ->
            elements.add(new Spot(root, element, place + "[" + elements.size() + "]").resolved()));
    return elements;
  }

  Optional<String> text() {
    if (exists() && !value.isValueNode()) {
      throw wrong("must be a string");
    }
    return exists() ? Optional.of(value.asText()) : Optional.empty();
  }

  String requiredText() {
    return text().orElseThrow(() -> wrong("is missing"));
  }

  boolean flag() {
    return text().map(Boolean::parseBoolean).orElse(false);
  }

  int number() {
    try {
      return Integer.parseInt(requiredText());
    } catch (NumberFormatException e) {
      throw wrong("must be a number");
    }
  }

  /** String values by name. */
  Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    value.fieldNames().forEachRemaining(name -> texts.put(name, at(name).requiredText()));
    return texts;
  }

  /** Refuses members that are not understood, rather than leave them out in silence. */
  void allow(Set<String> supported) {
    for (String name : names()) {
      if (!supported.contains(name)) {
        throw at(name).wrong("is not supported");
      }
    }
  }

  BadRequestException wrong(String what) {
    String message =
        "Errors found during import: " + (place.isEmpty() ? "the document" : place) + " " + what;
    return (BadRequestException)
        BadRequestException.builder().message(message).statusCode(400).build();
  }

  private Spot resolved() {
    JsonNode reference = value.path("$ref");
    if (!reference.isTextual()) {
      return this;
    }
    if (!reference.asText().startsWith("#/")) {
      throw wrong(
          "refers to "
              + reference.asText()
              + ", but only references within the document are supported");
    }
    JsonNode target = root.at(reference.asText().substring(1));
    if (target.isMissingNode() || target.path("$ref").isTextual()) {
      throw wrong("refers to " + reference.asText() + ", which is not in the document");
    }
    return new Spot(root, target, place);
  }
}
