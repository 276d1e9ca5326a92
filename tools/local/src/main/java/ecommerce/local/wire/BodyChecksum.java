package ecommerce.local.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A checksum of bytes by one of the algorithms that clients of AWS may choose from.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
public sealed interface BodyChecksum {

  List<String> ALGORITHMS = List.of("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256");

  void update(byte[] bytes, int offset, int length);

  /** Of all bytes so far, in network order. */
  byte[] bytes();

  default String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** Empty where there is no such algorithm. */
  static Optional<BodyChecksum> of(String algorithm) {
    return Optional.ofNullable(
        switch (algorithm) {
          case "CRC32" -> new Cyclic(new CRC32(), 4);
          case "CRC32C" -> new Cyclic(new CRC32C(), 4);
          case "CRC64NVME" -> new Cyclic(new Crc64Nvme(), 8);
          case "SHA1" -> Digest.of("SHA-1");
          case "SHA256" -> Digest.of("SHA-256");
          default -> null;
        });
  }

  /**
   * A cyclic redundancy check.
   *
   * @param length of its value, in bytes
   */
  record Cyclic(Checksum checksum, int length) implements BodyChecksum {

    @Override
    public void update(byte[] bytes, int offset, int count) {
      checksum.update(bytes, offset, count);
    }

    @Override
    public byte[] bytes() {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (checksum.getValue() >>> 8 * (length - 1 - i));
      }
      return bytes;
    }
  }

  /** A message digest; its value can be had once. */
  record Digest(MessageDigest digest) implements BodyChecksum {

    static Digest of(String name) {
      try {
        return new Digest(MessageDigest.getInstance(name));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public byte[] bytes() {
      return digest.digest();
    }
  }
}
