package ecommerce.local.events;

import ecommerce.local.AccessDenied;
import ecommerce.local.GraphqlApis;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why a target did not take an event.
 *
 * @param code as in the dead letter's {@code ERROR_CODE}
 * @param permanent trying again would not help
 */
record Failure(String code, String message, boolean permanent) {

  static Failure of(RuntimeException e) {
    return switch (e) {
      case AccessDenied denied -> new Failure("NO_PERMISSIONS", denied.getMessage(), true);
      case GraphqlApis.Rejected rejected ->
          new Failure("SDK_CLIENT_ERROR", rejected.getMessage(), true);
      case Fault fault -> of(fault);
      case AwsServiceException service -> of(Faults.of(service));
      default -> new Failure("INTERNAL_ERROR", String.valueOf(e.getMessage()), false);
    };
  }

  private static Failure of(Fault fault) {
    String code = fault.code();
    if (code.contains("AccessDenied")) {
      return new Failure("NO_PERMISSIONS", fault.getMessage(), true);
    }
    if (fault.status() == 404
        || Stream.of("NotFound", "NonExistent", "DoesNotExist").anyMatch(code::contains)) {
      return new Failure("NO_RESOURCE", fault.getMessage(), true);
    }
    if (fault.status() == 429 || code.contains("Throttl")) {
      return new Failure("THROTTLING", fault.getMessage(), false);
    }
    return new Failure(
        fault.status() < 500 ? "SDK_CLIENT_ERROR" : "INTERNAL_ERROR", fault.getMessage(), false);
  }
}
