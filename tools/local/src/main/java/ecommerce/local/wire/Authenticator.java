package ecommerce.local.wire;

import ecommerce.local.Identity;

/** Proves who signed a request (Signature Version 4, in the Authorization header or the query). */
public interface Authenticator {

  /**
   * The identity behind the signature; {@link Identity.Anonymous} where the request carries none.
   *
   * @param service the signing name that the credential scope must carry
   * @throws Fault where the signature is wrong, expired, or of an unknown key: with AWS's code and
   *     words
   */
  Identity authenticate(HttpRequest request, String service);

  /** What verifies the chunks of a request that is signed chunk by chunk. */
  default ChunkSignatures chunks(HttpRequest request) {
    return ChunkSignatures.unchecked();
  }
}
