package ecommerce.local.queues;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The MD5 digests that SDKs compare with their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class Checksums {

  private static final int TEXT = 1;
  private static final int BINARY = 2;

  private Checksums() {}

  static String of(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Null where there are none: the answer then has no such member. */
  static String of(Map<String, Attribute> attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              write(bytes, name.getBytes(StandardCharsets.UTF_8));
              write(bytes, attribute.type().getBytes(StandardCharsets.UTF_8));
              bytes.write(attribute.binary() ? BINARY : TEXT);
              write(bytes, attribute.bytes());
            });
    return digest(bytes.toByteArray());
  }

  private static void write(ByteArrayOutputStream bytes, byte[] value) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
    bytes.writeBytes(value);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
