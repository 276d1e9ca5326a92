package ecommerce.local.deploy;

import ecommerce.local.wire.Fault;

/** CloudFormation's errors, with the codes and wordings that its clients look for. */
final class Refusals {

  private Refusals() {}

  static Fault invalid(String message) {
    return new Fault("ValidationError", 400, message);
  }

  static Fault missing(String stack) {
    return invalid("Stack with id " + stack + " does not exist");
  }

  /** The wording of the operations that change something. */
  static Fault absent(String stack) {
    return invalid("Stack [" + stack + "] does not exist");
  }

  static Fault exists(String stack) {
    return new Fault("AlreadyExistsException", 400, "Stack [" + stack + "] already exists");
  }

  static Fault state(StackRecord stack, String what) {
    return invalid(
        "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be " + what + ".");
  }

  static Fault noChangeSet(String name) {
    return new Fault("ChangeSetNotFound", 404, "ChangeSet [" + name + "] does not exist");
  }

  static Fault capabilities(String needed) {
    return new Fault("InsufficientCapabilitiesException", 400, needed);
  }

  /** Something that AWS has and this environment has not: refused, never ignored. */
  static Fault unsupported(String what) {
    return invalid(what + " is not supported by this environment");
  }
}
