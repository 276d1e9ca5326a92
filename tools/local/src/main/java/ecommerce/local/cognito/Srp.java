package ecommerce.local.cognito;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of SRP-6a as Cognito does it: the 3072-bit group of RFC 5054, SHA-256, numbers
 * padded so that they are not negative, and a key of 16 bytes by HKDF with the words "Caldera
 * Derived Key".
 */
final class Srp {

  static final BigInteger N =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
              + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
              + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
              + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
              + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
              + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
              + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
              + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
          16);
  static final BigInteger G = BigInteger.TWO;
  static final BigInteger K = new BigInteger(1, sha256(padded(N), padded(G)));
  private static final byte[] KEY_INFO = "Caldera Derived Key\1".getBytes(StandardCharsets.UTF_8);

  private Srp() {}

  /** The verifier of a password: what is kept instead of it. */
  static BigInteger verifier(String poolName, String userId, String password, BigInteger salt) {
    byte[] identity = sha256((poolName + userId + ":" + password).getBytes(StandardCharsets.UTF_8));
    return G.modPow(new BigInteger(1, sha256(padded(salt), identity)), N);
  }

  /** The server's public value. */
  static BigInteger publicValue(BigInteger verifier, BigInteger secret) {
    return K.multiply(verifier).add(G.modPow(secret, N)).mod(N);
  }

  /** The key that both sides have where the password was right. */
  static byte[] key(
      BigInteger clientPublic,
      BigInteger serverPublic,
      BigInteger serverSecret,
      BigInteger verifier) {
    BigInteger u = new BigInteger(1, sha256(padded(clientPublic), padded(serverPublic)));
    BigInteger shared = clientPublic.multiply(verifier.modPow(u, N)).modPow(serverSecret, N);
    byte[] secret = hmac(padded(u), padded(shared));
    return java.util.Arrays.copyOf(hmac(secret, KEY_INFO), 16);
  }

  /** What the client proves its key with. */
  static byte[] proof(
      byte[] key, String poolName, String userId, byte[] secretBlock, String timestamp) {
    return hmac(
        key,
        poolName.getBytes(StandardCharsets.UTF_8),
        userId.getBytes(StandardCharsets.UTF_8),
        secretBlock,
        timestamp.getBytes(StandardCharsets.UTF_8));
  }

  static BigInteger number(String hex) {
    if (!hex.matches("[0-9a-fA-F]{1,1024}")) {
      throw Refusal.invalid("SRP_A is not a hexadecimal number.");
    }
    return new BigInteger(hex, 16);
  }

  static String hex(BigInteger number) {
    return HexFormat.of().formatHex(padded(number));
  }

  /** Big-endian, with a zero byte where the first bit is set. */
  static byte[] padded(BigInteger number) {
    return number.toByteArray();
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
