package ecommerce.local.codecommit;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors with the status that CodeCommit gives to all of its own. */
final class Refusals {

  private Refusals() {}

  static AwsServiceException of(AwsServiceException.Builder error, String message) {
    return error.message(message).statusCode(400).build();
  }
}
