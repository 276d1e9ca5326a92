package ecommerce.local.codedeploy;

import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;

/** Why a deployment goes no further. */
final class Halt extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String rollbackEvent;

  private Halt(ErrorCode code, String rollbackEvent, String message) {
    super(message, null, false, false);
    this.code = code;
    this.rollbackEvent = rollbackEvent;
  }

  static Halt failed(ErrorCode code, String message) {
    return new Halt(code, "DEPLOYMENT_FAILURE", message);
  }

  static Halt alarm(String names) {
    return new Halt(
        ErrorCode.ALARM_ACTIVE,
        "DEPLOYMENT_STOP_ON_ALARM",
        "One or more alarms have been activated according to the Amazon CloudWatch metrics you"
            + " selected, and the affected deployments have been stopped. Activated alarms: <"
            + names
            + ">");
  }

  static Halt stopped() {
    return new Halt(
        ErrorCode.MANUAL_STOP, "DEPLOYMENT_STOP_ON_REQUEST", "The deployment was stopped.");
  }

  ErrorCode code() {
    return code;
  }

  DeploymentStatus status() {
    return rollbackEvent.equals("DEPLOYMENT_FAILURE")
        ? DeploymentStatus.FAILED
        : DeploymentStatus.STOPPED;
  }

  /** The event of a group's configuration on which it rolls back. */
  String rollbackEvent() {
    return rollbackEvent;
  }
}
