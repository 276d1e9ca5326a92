package ecommerce.local.cloudwatch;

import ecommerce.local.wire.Fault;
import java.util.Map;

/** Input that CloudWatch refuses, with the names that its errors have in its model. */
final class Refusals {

  /** The errors' codes in the query protocol, by their names. */
  static final Map<String, String> QUERY_CODES =
      Map.ofEntries(
          Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
          Map.entry("InvalidParameterCombinationException", "InvalidParameterCombination"),
          Map.entry("MissingRequiredParameterException", "MissingParameter"),
          Map.entry("ResourceNotFoundException", "ResourceNotFoundException"),
          Map.entry("DashboardNotFoundError", "ResourceNotFound"),
          Map.entry("DashboardInvalidInputError", "InvalidParameterInput"),
          Map.entry("InvalidFormatFault", "InvalidFormat"),
          Map.entry("LimitExceededFault", "LimitExceeded"),
          Map.entry("ValidationException", "ValidationError"));

  private Refusals() {}

  static Fault invalid(String message) {
    return new Fault("InvalidParameterValueException", 400, message);
  }

  static Fault combination(String message) {
    return new Fault("InvalidParameterCombinationException", 400, message);
  }

  static Fault missing(String parameter) {
    return new Fault(
        "MissingRequiredParameterException", 400, "The parameter " + parameter + " is required.");
  }

  static Fault validation(String message) {
    return new Fault("ValidationException", 400, message);
  }

  static Fault notFound(String message) {
    return new Fault("ResourceNotFound", 404, message);
  }
}
