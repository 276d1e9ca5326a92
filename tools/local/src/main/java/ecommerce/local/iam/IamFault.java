package ecommerce.local.iam;

import ecommerce.local.wire.Fault;

/** The errors of IAM, with its codes, statuses and wording. */
final class IamFault {

  private IamFault() {}

  static Fault noRole(String name) {
    return missing("The role with name " + name + " cannot be found.");
  }

  static Fault noPolicy(String arn) {
    return missing("Policy " + arn + " does not exist or is not attachable.");
  }

  static Fault missing(String message) {
    return new Fault("NoSuchEntity", 404, message);
  }

  static Fault exists(String message) {
    return new Fault("EntityAlreadyExists", 409, message);
  }

  static Fault conflict(String message) {
    return new Fault("DeleteConflict", 409, message);
  }

  static Fault limit(String message) {
    return new Fault("LimitExceeded", 409, message);
  }

  static Fault invalid(String message) {
    return new Fault("ValidationError", 400, message);
  }

  static Fault malformed(MalformedPolicy policy) {
    return new Fault("MalformedPolicyDocument", 400, policy.getMessage());
  }

  /** Something that IAM has and this environment does not: refused, never ignored. */
  static Fault unsupported(String what) {
    return new Fault("NotImplemented", 501, what + " is not supported by this environment.");
  }
}
