package ecommerce.cli;

import java.util.Optional;

/** The people that a fresh environment knows, one for each part that a person plays. */
enum Person {
  CUSTOMER("customer@example.com", null),
  WAREHOUSE("warehouse@example.com", "warehouse"),
  DELIVERY("delivery@example.com", "delivery"),
  ADMIN("admin@example.com", "admin");

  static final String PASSWORD = "Sample-Passw0rd!";

  private final String email;
  private final String group;

  Person(String email, String group) {
    this.email = email;
    this.group = group;
  }

  String email() {
    return email;
  }

  Optional<String> group() {
    return Optional.ofNullable(group);
  }
}
