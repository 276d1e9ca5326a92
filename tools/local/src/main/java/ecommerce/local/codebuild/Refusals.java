package ecommerce.local.codebuild;

import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;

/** CodeBuild's own errors. */
final class Refusals {

  private Refusals() {}

  static InvalidInputException invalid(String message) {
    return InvalidInputException.builder().message(message).statusCode(400).build();
  }

  static InvalidInputException unsupported(String what) {
    return invalid(what + " is not supported by this environment");
  }

  static ResourceNotFoundException missing(String message) {
    return ResourceNotFoundException.builder().message(message).statusCode(400).build();
  }
}
