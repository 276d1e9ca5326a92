package ecommerce.local.appsync;

import software.amazon.awssdk.services.appsync.model.BadRequestException;

/** Refusals of the control plane. */
final class Refusals {

  private Refusals() {}

  static BadRequestException bad(String message) {
    return BadRequestException.builder().message(message).statusCode(400).build();
  }

  static void when(boolean wrong, String message) {
    if (wrong) {
      throw bad(message);
    }
  }
}
