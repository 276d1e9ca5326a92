package ecommerce.local.s3;

import ecommerce.local.wire.BodyChecksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** ETags, and the additional checksums of objects. */
final class Digests {

  /** What S3 computes where a client asks for nothing. */
  static final String STANDARD = "CRC64NVME";

  private Digests() {}

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String md5(InputStream bytes) {
    try (bytes) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[64 * 1024];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The ETag of an object that was uploaded in parts: {@code …-3}. */
  static String ofParts(List<String> etags) {
    return md5(HexFormat.of().parseHex(String.join("", etags))) + "-" + etags.size();
  }

  /**
   * @throws ecommerce.local.wire.Fault where there is no such algorithm
   */
  static String checksum(String algorithm, byte[] bytes) {
    BodyChecksum checksum = start(algorithm);
    checksum.update(bytes, 0, bytes.length);
    return checksum.base64();
  }

  static String checksum(String algorithm, InputStream bytes) {
    BodyChecksum checksum = start(algorithm);
    byte[] buffer = new byte[64 * 1024];
    try (bytes) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checksum.base64();
  }

  /** The checksum of the parts' checksums: {@code …-3}. */
  static String composite(String algorithm, List<String> parts) {
    BodyChecksum checksum = start(algorithm);
    List<byte[]> decoded = new ArrayList<>();
    parts.forEach(part -> decoded.add(Base64.getDecoder().decode(part)));
    decoded.forEach(part -> checksum.update(part, 0, part.length));
    return checksum.base64() + "-" + parts.size();
  }

  private static BodyChecksum start(String algorithm) {
    return BodyChecksum.of(algorithm)
        .orElseThrow(
            () -> Refusals.request("Checksum algorithm provided is unsupported: " + algorithm));
  }

  /** The checksums that a request gives, by algorithm; the wire has verified those of its body. */
  static Map<String, String> given(SdkPojo request) {
    Map<String, String> given = new LinkedHashMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      String name = field.memberName();
      if (name.startsWith("Checksum") && BodyChecksum.ALGORITHMS.contains(name.substring(8))) {
        Object value = field.getValueOrDefault(request);
        if (value != null) {
          given.put(name.substring(8), value.toString());
        }
      }
    }
    return given;
  }

  /** Puts checksums into the members of an answer that are for them. */
  static <B extends SdkPojo> B into(B builder, Map<String, String> checksums) {
    for (SdkField<?> field : builder.sdkFields()) {
      String name = field.memberName();
      if (name.startsWith("Checksum") && checksums.containsKey(name.substring(8))) {
        field.set(builder, checksums.get(name.substring(8)));
      }
    }
    return builder;
  }
}
