package ecommerce.local.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Verifies the signatures of an upload that is signed chunk by chunk, each over the one before.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations: transferring a payload in multiple chunks</a>
 */
public final class ChunkSignatures {

  private static final String EMPTY_HASH = SigV4.hex(SigV4.sha256(new byte[0]));

  private final byte[] key;
  private final String prefix;
  private String previous;

  private ChunkSignatures(byte[] key, String prefix, String seed) {
    this.key = key;
    this.prefix = prefix;
    this.previous = seed;
  }

  /** For uploads whose signature nobody verifies. */
  static ChunkSignatures unchecked() {
    return new ChunkSignatures(new byte[0], "", "");
  }

  static ChunkSignatures of(SignatureClaim claim, String secret) {
    return new ChunkSignatures(
        SigV4.key(claim, secret),
        "\n" + claim.timestamp() + "\n" + claim.scope() + "\n",
        claim.signature());
  }

  void requireChunk(byte[] chunk, String signature) {
    require("-PAYLOAD", EMPTY_HASH + "\n" + SigV4.hex(SigV4.sha256(chunk)), signature);
  }

  /**
   * @param trailer {@code name:value} lines
   */
  void requireTrailer(String trailer, String signature) {
    byte[] bytes = trailer.getBytes(StandardCharsets.UTF_8);
    require("-TRAILER", SigV4.hex(SigV4.sha256(bytes)), signature);
  }

  private void require(String kind, String hashes, String signature) {
    if (key.length == 0) {
      return;
    }
    String toSign = SigV4.ALGORITHM + kind + prefix + previous + "\n" + hashes;
    String expected = SigV4.hex(SigV4.hmac(key, toSign));
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII))) {
      throw new Fault(
          "SignatureDoesNotMatch",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
    previous = expected;
  }
}
