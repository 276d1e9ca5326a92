package ecommerce.local.cognito;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of Cognito's SRP, written from the algorithm on hexadecimal strings as the
 * public clients do it.
 */
final class SrpClient {

  private static final String N_HEX =
      "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
          + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
          + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
          + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
          + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
          + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
          + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
          + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";
  private static final BigInteger N = new BigInteger(N_HEX, 16);
  private static final BigInteger G = BigInteger.TWO;

  private final String poolName;
  private final BigInteger secret = new BigInteger(1024, new java.security.SecureRandom());
  private final BigInteger publicValue = G.modPow(secret, N);

  SrpClient(String poolId) {
    this.poolName = poolId.split("_")[1];
  }

  String a() {
    return publicValue.toString(16);
  }

  /** The answers to the PASSWORD_VERIFIER challenge. */
  Map<String, String> answer(Map<String, String> challenge, String password) throws Exception {
    String userId = challenge.get("USER_ID_FOR_SRP");
    BigInteger b = new BigInteger(challenge.get("SRP_B"), 16);
    BigInteger u = new BigInteger(hash(padHex(publicValue) + padHex(b)), 16);
    String identity = hashText(poolName + userId + ":" + password);
    BigInteger x =
        new BigInteger(hash(padHex(new BigInteger(challenge.get("SALT"), 16)) + identity), 16);
    BigInteger k = new BigInteger(hash("00" + N_HEX + "0" + "2"), 16);
    BigInteger s = b.subtract(k.multiply(G.modPow(x, N))).modPow(secret.add(u.multiply(x)), N);
    byte[] prk = mac(HexFormat.of().parseHex(padHex(u)), HexFormat.of().parseHex(padHex(s)));
    byte[] info = "Caldera Derived Key".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream expand = new ByteArrayOutputStream();
    expand.write(info);
    expand.write(1);
    byte[] key = java.util.Arrays.copyOf(mac(prk, expand.toByteArray()), 16);
    String timestamp =
        DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(poolName.getBytes(StandardCharsets.UTF_8));
    message.write(userId.getBytes(StandardCharsets.UTF_8));
    message.write(Base64.getDecoder().decode(challenge.get("SECRET_BLOCK")));
    message.write(timestamp.getBytes(StandardCharsets.UTF_8));
    Map<String, String> answer = new TreeMap<>();
    answer.put("USERNAME", challenge.get("USERNAME"));
    answer.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.get("SECRET_BLOCK"));
    answer.put(
        "PASSWORD_CLAIM_SIGNATURE",
        Base64.getEncoder().encodeToString(mac(key, message.toByteArray())));
    answer.put("TIMESTAMP", timestamp);
    return answer;
  }

  private static String padHex(BigInteger number) {
    String hex = number.toString(16);
    if (hex.length() % 2 == 1) {
      return "0" + hex;
    }
    return "89abcdef".indexOf(hex.charAt(0)) >= 0 ? "00" + hex : hex;
  }

  private static String hash(String hex) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex)));
  }

  private static String hashText(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] mac(byte[] key, byte[] data) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }
}
