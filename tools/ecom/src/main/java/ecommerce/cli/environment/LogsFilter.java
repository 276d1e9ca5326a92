package ecommerce.cli.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which log lines are meant: those of one environment's services, and of these all or what an
 * argument names. What else a line says never decides.
 */
final class LogsFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String prefix;
  private final Pattern physical;
  private final Optional<String> wanted;

  /**
   * @param environment whose stacks are {@code ecommerce-{environment}-{service}}
   * @param services the folders of the checkout
   * @param wanted a part of {@code {service}-{logical id}} of the group, or of the function that
   *     wrote the line
   */
  LogsFilter(String environment, Iterable<String> services, Optional<String> wanted) {
    this.prefix = "ecommerce-" + environment + "-";
    // Neither a logical id nor what CloudFormation adds has a hyphen: dev has no group of dev-2.
    this.physical =
        Pattern.compile(
            Pattern.quote(prefix)
                + "((?:"
                + String.join("|", services)
                + ")-[A-Za-z0-9]+)-[A-Za-z0-9]+");
    this.wanted = wanted;
  }

  /** What the names of all groups begin with that are of the environment. */
  String prefix() {
    return prefix;
  }

  boolean isOfEnvironment(String name) {
    return physical.matcher(name).matches();
  }

  /** Whether a line of one of the environment's groups is meant. */
  boolean matches(LogsLine line) {
    return wanted.isEmpty()
        || name(line.group()).contains(wanted.get())
        || name(function(line.text())).contains(wanted.get());
  }

  /** Without the environment, which all share, and what CloudFormation adds by chance. */
  private String name(String whole) {
    Matcher known = physical.matcher(whole);
    return known.matches() ? known.group(1) : whole;
  }

  /** The function that wrote a structured line; empty for all other lines. */
  private static String function(String text) {
    if (!text.startsWith("{")) {
      return "";
    }
    try {
      return JSON.readTree(text).path("function").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
