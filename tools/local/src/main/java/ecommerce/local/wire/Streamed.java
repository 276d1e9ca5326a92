package ecommerce.local.wire;

import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An answer whose bytes are no member of its model class.
 *
 * @param bytes open; the wire closes them
 */
public record Streamed(SdkPojo answer, Optional<InputStream> bytes) {

  public static Streamed of(SdkPojo answer) {
    return new Streamed(answer, Optional.empty());
  }
}
