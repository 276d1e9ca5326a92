package ecommerce.local.queues;

import ecommerce.local.wire.Fault;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/** Errors that more than one operation has, in AWS's words. */
final class Refusals {

  private Refusals() {}

  static RuntimeException noQueue() {
    return QueueDoesNotExistException.builder()
        .message("The specified queue does not exist.")
        .statusCode(400)
        .build();
  }

  static RuntimeException attributeValue(String attribute) {
    return InvalidAttributeValueException.builder()
        .message("Invalid value for the parameter " + attribute + ".")
        .statusCode(400)
        .build();
  }

  static RuntimeException attributeName(String attribute) {
    return InvalidAttributeNameException.builder()
        .message("Unknown Attribute " + attribute + ".")
        .statusCode(400)
        .build();
  }

  static RuntimeException parameter(String value, String parameter, String reason) {
    return invalid(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }

  static RuntimeException invalid(String message) {
    return new Fault("InvalidParameterValueException", 400, message);
  }

  static RuntimeException missing(String parameter) {
    return new Fault(
        "MissingParameterException",
        400,
        "The request must contain the parameter " + parameter + ".");
  }

  static RuntimeException unsupported(String message) {
    return UnsupportedOperationException.builder().message(message).statusCode(400).build();
  }

  /**
   * @throws Fault where a number is out of its range; null is within any
   */
  static void requireRange(String parameter, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw parameter(
          value.toString(),
          parameter,
          "Must be >= " + least + " and <= " + most + ", if provided.");
    }
  }
}
