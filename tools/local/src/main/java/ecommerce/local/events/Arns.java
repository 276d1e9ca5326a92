package ecommerce.local.events;

import ecommerce.local.Account;

/** The names and ARNs of buses and rules. */
record Arns(Account account) {

  static final String DEFAULT_BUS = "default";

  String bus(String nameOrArn) {
    String name = busName(nameOrArn);
    return name.startsWith("arn:") ? name : account.arn("events", "event-bus/" + name);
  }

  /** {@code rule/[bus/]name}: the default bus is left out. */
  String rule(String busNameOrArn, String rule) {
    String bus = busName(busNameOrArn);
    return account.arn("events", "rule/" + (bus.equals(DEFAULT_BUS) ? "" : bus + "/") + rule);
  }

  /**
   * The name of the bus that a request means; an ARN of elsewhere stays what it is, and is found
   * nowhere.
   */
  String busName(String nameOrArn) {
    if (nameOrArn == null) {
      return DEFAULT_BUS;
    }
    String prefix = account.arn("events", "event-bus/");
    return nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
  }
}
