package ecommerce.cli.environment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which log lines are meant: those of one environment's services, and of these all or what an
 * argument names. What a line says never decides.
 */
final class LogsFilter {

  /**
   * In a group that functions share.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html">names
   *     of log streams</a>
   */
  private static final Pattern STREAM = Pattern.compile("\\d+/\\d+/\\d+/([^\\[]+)\\[.*");

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
        || name(function(line.stream())).contains(wanted.get());
  }

  /** Without the environment, which all share, and what CloudFormation adds by chance. */
  private String name(String whole) {
    Matcher known = physical.matcher(whole);
    return known.matches() ? known.group(1) : whole;
  }

  /** The function whose processes write to a stream; empty for all other streams. */
  private static String function(String stream) {
    Matcher known = STREAM.matcher(stream);
    return known.matches() ? known.group(1) : "";
  }
}
