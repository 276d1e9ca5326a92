package ecommerce.local.template;

import java.util.List;

/**
 * A property that a resource has, at any depth, and where it was written.
 *
 * @param steps names of properties, and {@code [0]}, {@code [1]} … for items of lists
 * @param leaf true of a value and of an intrinsic that is resolved later ({@code Ref}, {@code
 *     Fn::GetAtt}, …), whose inside is no property; also of an empty map or list
 */
public record PropertyPath(List<String> steps, Position position, boolean leaf) {

  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /** As people write it: {@code Targets[0].Arn}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      text.append(text.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
    }
    return text.toString();
  }

  /** The same for all items of a list: {@code Targets[].Arn}. */
  public String pattern() {
    return text().replaceAll("\\[\\d+]", "[]");
  }

  @Override
  public String toString() {
    return text();
  }
}
