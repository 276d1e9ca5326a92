package ecommerce.cli.shop;

import java.util.Optional;

/** The people that a fresh environment knows, one for each part that a person plays. */
public enum Person {
  CUSTOMER("customer@example.com", null),
  WAREHOUSE("warehouse@example.com", "warehouse"),
  DELIVERY("delivery@example.com", "delivery"),
  ADMIN("admin@example.com", "admin");

  public static final String PASSWORD = "Sample-Passw0rd!";

  private final String email;
  private final String group;

  Person(String email, String group) {
    this.email = email;
    this.group = group;
  }

  public String email() {
    return email;
  }

  public Optional<String> group() {
    return Optional.ofNullable(group);
  }
}
