package ecommerce.local.sns;

import ecommerce.local.wire.Fault;
import java.util.Map;

/** What SNS refuses, with the codes of its errors. */
final class Refusals {

  /** Codes of the query protocol, where the wire has others. */
  static final Map<String, String> CODES =
      Map.of(
          "AccessDeniedException", "AuthorizationError",
          "ValidationException", "InvalidParameter");

  private Refusals() {}

  static Fault invalid(String reason) {
    return new Fault("InvalidParameter", 400, "Invalid parameter: " + reason);
  }

  static Fault notOffered(String what) {
    return invalid(what + " is not offered by this environment");
  }

  static Fault missing(String what) {
    return new Fault("NotFound", 404, what + " does not exist");
  }

  static Fault batch(String code, String message) {
    return new Fault(code, 400, message);
  }
}
