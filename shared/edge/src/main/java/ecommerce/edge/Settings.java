package ecommerce.edge;

import java.util.Map;

/**
 * The environment variables that a function was deployed with. Read once, when the function starts;
 * a variable that is missing or empty fails then, by name.
 */
public record Settings(Map<String, String> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  public static Settings fromEnvironment() {
    return new Settings(System.getenv());
  }

  /**
   * @throws IllegalStateException naming the variable, where it is missing or blank
   */
  public String required(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("environment variable " + name + " is missing");
    }
    return value;
  }

  public String optional(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
