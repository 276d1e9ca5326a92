package ecommerce.local.xray;

import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.XRayException;

/** Requests that X-Ray refuses, or that this environment does not offer. */
final class Refusals {

  private Refusals() {}

  static XRayException invalid(String message) {
    return (XRayException)
        InvalidRequestException.builder().message(message).statusCode(400).build();
  }

  static void unsupported(String member, boolean given) {
    if (given) {
      throw invalid(member + " is not offered by this environment");
    }
  }
}
