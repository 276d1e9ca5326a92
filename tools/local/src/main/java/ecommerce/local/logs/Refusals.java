package ecommerce.local.logs;

import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** Input that CloudWatch Logs refuses. */
final class Refusals {

  private Refusals() {}

  static RuntimeException invalid(String message) {
    return InvalidParameterException.builder().message(message).statusCode(400).build();
  }

  /** The group that a request names, by name or by its ARN. */
  static String group(String name, String identifier) {
    String given =
        Optional.ofNullable(name)
            .or(() -> Optional.ofNullable(identifier))
            .orElseThrow(() -> invalid("Either logGroupName or logGroupIdentifier must be given"));
    String group =
        given.startsWith("arn:") ? given.split(":", 7)[6].replaceFirst(":\\*$", "") : given;
    if (!group.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
      throw invalid(
          "1 validation error detected: Value '"
              + group
              + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy"
              + " regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }
    return group;
  }
}
