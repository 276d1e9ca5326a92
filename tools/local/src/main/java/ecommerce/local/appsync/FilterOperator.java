package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How an enhanced subscription filter compares a field with its value. A field that did not come,
 * or is null, only passes where something is denied.
 *
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/extensions.html">AWS</a>
 */
enum FilterOperator {
  EQ("eq"),
  NE("ne"),
  LE("le"),
  LT("lt"),
  GE("ge"),
  GT("gt"),
  CONTAINS("contains"),
  NOT_CONTAINS("notContains"),
  BEGINS_WITH("beginsWith"),
  IN("in"),
  NOT_IN("notIn"),
  BETWEEN("between"),
  CONTAINS_ANY("containsAny");

  private final String name;

  FilterOperator(String name) {
    this.name = name;
  }

  static Optional<FilterOperator> of(String name) {
    return Stream.of(values()).filter(operator -> operator.name.equals(name)).findFirst();
  }

  /** The most values that its list takes; 0 where it takes no list. */
  int most() {
    return switch (this) {
      case IN, NOT_IN -> 5;
      case BETWEEN -> 2;
      case CONTAINS_ANY -> 20;
      default -> 0;
    };
  }

  /**
   * @param field missing or null where the event has none
   */
  boolean holds(JsonNode field, JsonNode value) {
    return switch (this) {
      case EQ -> equal(field, value);
      case NE -> !equal(field, value);
      case LE -> comparable(field, value) && compare(field, value) <= 0;
      case LT -> comparable(field, value) && compare(field, value) < 0;
      case GE -> comparable(field, value) && compare(field, value) >= 0;
      case GT -> comparable(field, value) && compare(field, value) > 0;
      case CONTAINS -> contains(field, value);
      case NOT_CONTAINS -> !contains(field, value);
      case BEGINS_WITH ->
          field.isTextual() && value.isTextual() && field.textValue().startsWith(value.textValue());
      case IN -> elements(value).anyMatch(one -> equal(field, one));
      case NOT_IN -> elements(value).noneMatch(one -> equal(field, one));
      case BETWEEN ->
          elements(value).allMatch(bound -> comparable(field, bound))
              && compare(field, value.get(0)) >= 0
              && compare(field, value.get(1)) <= 0;
      case CONTAINS_ANY -> elements(value).anyMatch(one -> contains(field, one));
    };
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Numbers are equal by what they are worth. */
  static boolean equal(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  private static boolean comparable(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber() || one.isTextual() && other.isTextual();
  }

  private static int compare(JsonNode one, JsonNode other) {
    return one.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue())
        : one.textValue().compareTo(other.textValue());
  }

  private static boolean contains(JsonNode field, JsonNode value) {
    return field.isArray()
        ? elements(field).anyMatch(one -> equal(one, value))
        : field.isTextual() && value.isTextual() && field.textValue().contains(value.textValue());
  }
}
