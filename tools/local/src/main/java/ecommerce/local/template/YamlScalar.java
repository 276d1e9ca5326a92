package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted YAML scalar means to CloudFormation and SAM: YAML 1.1 ({@code yes} and {@code
 * off} are booleans, {@code 0777} is octal, {@code 012345678901} a string), but dates stay strings.
 */
final class YamlScalar {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
  private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
  private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
  private static final Pattern SIXTIES = Pattern.compile("[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?|\\.[0-9][0-9_]*([eE][-+][0-9]+)?");

  private YamlScalar() {}

  static JsonNode of(String text) {
    if (NULL.contains(text)) {
      return JSON.nullNode();
    }
    if (TRUE.contains(text)) {
      return JSON.booleanNode(true);
    }
    if (FALSE.contains(text)) {
      return JSON.booleanNode(false);
    }
    if (DECIMAL.matcher(text).matches()) {
      return whole(number(text, "", 10));
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(number(text, "", 8));
    }
    if (HEX.matcher(text).matches()) {
      return whole(number(text, "0x", 16));
    }
    if (BINARY.matcher(text).matches()) {
      return whole(number(text, "0b", 2));
    }
    if (SIXTIES.matcher(text).matches()) {
      return whole(sixties(text));
    }
    return FLOAT.matcher(text).matches()
        ? JSON.numberNode(Double.parseDouble(text.replace("_", "")))
        : JSON.textNode(text);
  }

  /** The smallest kind of number that holds it. */
  static JsonNode whole(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return JSON.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }

  private static BigInteger number(String text, String prefix, int radix) {
    String digits = text.replace("_", "").replaceFirst("^[-+]", "").substring(prefix.length());
    BigInteger value = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
    return text.startsWith("-") ? value.negate() : value;
  }

  private static BigInteger sixties(String text) {
    BigInteger value = BigInteger.ZERO;
    for (String part : text.replace("_", "").replaceFirst("^[-+]", "").split(":")) {
      value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return text.startsWith("-") ? value.negate() : value;
  }
}
