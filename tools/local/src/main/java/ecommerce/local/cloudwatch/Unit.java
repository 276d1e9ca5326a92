package ecommerce.local.cloudwatch;

import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Which points a request or an alarm asks for: those that were measured in a unit, or all. What was
 * measured within one minute counts as of the unit that came first.
 *
 * @param name as on the wire, e.g. {@code Count}
 */
record Unit(Optional<String> name) {

  /**
   * @param asked null where nothing was asked for
   * @throws ecommerce.local.wire.Fault where CloudWatch has no such unit
   */
  static Unit of(String asked) {
    if (asked != null && StandardUnit.fromValue(asked) == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
      throw Refusals.validation("The unit " + asked + " does not exist");
    }
    return new Unit(Optional.ofNullable(asked));
  }

  boolean fits(Point point) {
    return name.isEmpty() || name.get().equals(point.unit());
  }
}
