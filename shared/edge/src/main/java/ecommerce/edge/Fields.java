package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one JSON object from outside, read by name. What is missing or of another type is
 * an {@link InvalidInput} whose message gives the full path ({@code products[1].package.width is
 * missing}). A field that is {@code null} counts as missing. Fields that nobody reads are ignored.
 */
public final class Fields {

  private final String path;
  private final ObjectNode node;

  private Fields(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /**
   * @throws InvalidInput where the tree is not an object
   */
  public static Fields of(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      return new Fields("", object);
    }
    throw new InvalidInput("the body is not a JSON object");
  }

  /** The whole object, as it was given. */
  public ObjectNode json() {
    return node;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw wrong(name, "is not a string");
    }
    if (value.textValue().isBlank()) {
      throw wrong(name, "is empty");
    }
    return value.textValue();
  }

  public Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A whole number that is not negative: money in minor units, millimetres, grams. */
  public long amount(String name) {
    JsonNode value = required(name);
    if (!value.isNumber()) {
      throw wrong(name, "is not a number");
    }
    boolean whole =
        value.isIntegralNumber() || value.decimalValue().stripTrailingZeros().scale() <= 0;
    if (!whole) {
      throw wrong(name, "is not a whole number");
    }
    if (value.decimalValue().signum() < 0) {
      throw wrong(name, "is negative");
    }
    // In long: the exponent of 1e2147483647 leaves an int.
    if ((long) value.decimalValue().precision() - value.decimalValue().scale() > 15) {
      throw wrong(name, "is too large");
    }
    return value.decimalValue().longValueExact();
  }

  public OptionalLong optionalAmount(String name) {
    return has(name) ? OptionalLong.of(amount(name)) : OptionalLong.empty();
  }

  public Fields object(String name) {
    if (required(name) instanceof ObjectNode object) {
      return new Fields(path + name + ".", object);
    }
    throw wrong(name, "is not an object");
  }

  /** The objects of a list, in order; the list may be empty. */
  public List<Fields> list(String name) {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw wrong(name, "is not a list");
    }
    List<Fields> list = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      String element = name + "[" + i + "]";
      if (!(value.get(i) instanceof ObjectNode object)) {
        throw wrong(element, "is not an object");
      }
      list.add(new Fields(path + element + ".", object));
    }
    return list;
  }

  /** An {@link InvalidInput} about one of these fields, by its full path. */
  public InvalidInput wrong(String name, String what) {
    return new InvalidInput(path + name + " " + what);
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw wrong(name, "is missing");
    }
    return value;
  }
}
