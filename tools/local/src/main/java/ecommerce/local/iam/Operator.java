package ecommerce.local.iam;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A condition operator, as listed in the IAM User Guide ("IAM JSON policy elements: Condition
 * operators").
 *
 * @param negated whether it holds where the comparison does not
 */
record Operator(String name, Comparison comparison, boolean negated) {

  /** Whether a key is absent: the one operator that asks for the key and not for its value. */
  static final String NULL = "Null";

  private static final Map<String, Operator> ALL = all();

  private static Map<String, Operator> all() {
    Map<String, Operator> all = new HashMap<>();
    pair(all, "StringEquals", "StringNotEquals", Comparisons.text(String::equals));
    pair(
        all,
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        Comparisons.text(String::equalsIgnoreCase));
    pair(all, "StringLike", "StringNotLike", Comparisons.pattern(Wildcards::match));
    pair(all, "ArnEquals", "ArnNotEquals", Comparisons.pattern(Wildcards::matchArn));
    pair(all, "ArnLike", "ArnNotLike", Comparisons.pattern(Wildcards::matchArn));
    pair(all, "NumericEquals", "NumericNotEquals", Comparisons.number(sign -> sign == 0));
    one(all, "NumericLessThan", Comparisons.number(sign -> sign < 0));
    one(all, "NumericLessThanEquals", Comparisons.number(sign -> sign <= 0));
    one(all, "NumericGreaterThan", Comparisons.number(sign -> sign > 0));
    one(all, "NumericGreaterThanEquals", Comparisons.number(sign -> sign >= 0));
    pair(all, "DateEquals", "DateNotEquals", Comparisons.date(sign -> sign == 0));
    one(all, "DateLessThan", Comparisons.date(sign -> sign < 0));
    one(all, "DateLessThanEquals", Comparisons.date(sign -> sign <= 0));
    one(all, "DateGreaterThan", Comparisons.date(sign -> sign > 0));
    one(all, "DateGreaterThanEquals", Comparisons.date(sign -> sign >= 0));
    Comparison address =
        Comparisons.parsed(AddressRange::of, AddressRange::address, AddressRange::contains);
    pair(all, "IpAddress", "NotIpAddress", address);
    Comparison flag = Comparisons.parsed(Comparisons::flag, Comparisons::flag, Boolean::equals);
    one(all, "Bool", flag);
    one(all, NULL, flag);
    one(all, "BinaryEquals", Comparisons.text(String::equals));
    return Map.copyOf(all);
  }

  private static void pair(
      Map<String, Operator> all, String name, String opposite, Comparison comparison) {
    one(all, name, comparison);
    all.put(opposite, new Operator(opposite, comparison, true));
  }

  private static void one(Map<String, Operator> all, String name, Comparison comparison) {
    all.put(name, new Operator(name, comparison, false));
  }

  static Optional<Operator> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
