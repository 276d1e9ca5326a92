package ecommerce.local.queues;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** Names one receive of one message; clients see it as opaque text. */
record ReceiptHandle(String key, String receipt) {

  String encoded() {
    return Base64.getEncoder()
        .encodeToString((key + " " + receipt).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws ReceiptHandleIsInvalidException where it is not one of this queue
   */
  static ReceiptHandle of(String queue, String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      throw Refusals.missing("ReceiptHandle");
    }
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(" ", -1);
      if (parts.length == 2 && parts[0].startsWith(queue + "/")) {
        return new ReceiptHandle(parts[0], parts[1]);
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it is no base64.
    }
    throw ReceiptHandleIsInvalidException.builder()
        .message("The input receipt handle \"" + encoded + "\" is not a valid receipt handle.")
        .statusCode(400)
        .build();
  }
}
