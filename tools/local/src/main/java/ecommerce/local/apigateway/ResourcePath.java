package ecommerce.local.apigateway;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a REST resource, e.g. {@code /orders/{orderId}} or {@code /files/{proxy+}}. Of
 * several that match, the most specific comes first in order: fixed segments before parameters
 * before the rest of the path.
 */
record ResourcePath(String template, List<String> segments) implements Comparable<ResourcePath> {

  private static final Pattern SEGMENT = Pattern.compile("[a-zA-Z0-9._:-]+|\\{[a-zA-Z0-9._:-]+}");
  private static final Pattern GREEDY = Pattern.compile("\\{[a-zA-Z0-9._:-]+\\+}");

  /**
   * @throws IllegalArgumentException naming the part that is wrong
   */
  static ResourcePath parse(String template) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("must start with a slash");
    }
    List<String> segments = split(template);
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (!SEGMENT.matcher(segment).matches() && !(last && GREEDY.matcher(segment).matches())) {
        throw new IllegalArgumentException(
            "has the part '"
                + segment
                + "': a part is made of a-zA-Z0-9._-: "
                + "or is one variable in curly braces, and only the last may be greedy");
      }
    }
    return new ResourcePath(template, segments);
  }

  /**
   * The values of its parameters, decoded, where a raw path is one of this resource; a slash at the
   * end does not matter.
   */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> given = split(rawPath);
    boolean greedy = !segments.isEmpty() && isGreedy(segments.getLast());
    if (greedy ? given.size() < segments.size() : given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      String value = ApiPath.decoded(given.get(i));
      if (isGreedy(segment)) {
        String rest = String.join("/", given.subList(i, given.size()));
        parameters.put(segment.substring(1, segment.length() - 2), ApiPath.decoded(rest));
      } else if (isVariable(segment) && !value.isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), value);
      } else if (!segment.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /**
   * Whether both have a variable at the same place, under different names: API Gateway takes only
   * one.
   */
  boolean conflictsWith(ResourcePath other) {
    int common = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < common; i++) {
      String mine = segments.get(i);
      String its = other.segments.get(i);
      if (!mine.equals(its)) {
        return isVariable(mine) && isVariable(its) && !isGreedy(mine) && !isGreedy(its);
      }
    }
    return false;
  }

  @Override
  public int compareTo(ResourcePath other) {
    int common = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < common; i++) {
      int difference = Integer.compare(breadth(segments.get(i)), breadth(other.segments.get(i)));
      if (difference != 0) {
        return difference;
      }
    }
    return template.compareTo(other.template);
  }

  private static int breadth(String segment) {
    return isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  private static boolean isGreedy(String segment) {
    return segment.endsWith("+}");
  }

  private static List<String> split(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.isEmpty() ? List.of() : Arrays.asList(trimmed.substring(1).split("/", -1));
  }
}
