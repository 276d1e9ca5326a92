package ecommerce.local.sns;

import ecommerce.local.AccessDenied;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A message that an endpoint did not take. */
final class Undelivered extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  /**
   * @param permanent trying again would not help: the fault is the subscriber's
   */
  Undelivered(String message, boolean permanent) {
    super(message, null, false, false);
    this.permanent = permanent;
  }

  boolean permanent() {
    return permanent;
  }

  static Undelivered of(RuntimeException e) {
    return switch (e) {
      case Undelivered known -> known;
      case AccessDenied denied -> new Undelivered(denied.getMessage(), true);
      case Fault fault -> of(fault);
      case AwsServiceException service -> of(Faults.of(service));
      default -> new Undelivered(String.valueOf(e), false);
    };
  }

  private static Undelivered of(Fault fault) {
    boolean throttled = fault.status() == 429 || fault.code().contains("Throttl");
    return new Undelivered(
        fault.code() + ": " + fault.getMessage(), fault.status() < 500 && !throttled);
  }
}
