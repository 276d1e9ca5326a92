package ecommerce.local.cognito;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Base64;

/** The server's side of one sign-in by SRP, between the two requests of the client. */
record SrpExchange(
    String poolName,
    String userId,
    PasswordHash password,
    BigInteger clientPublic,
    BigInteger secret) {

  SrpExchange {
    if (clientPublic.mod(Srp.N).signum() == 0) {
      throw Refusal.invalid("SRP_A is not valid.");
    }
  }

  BigInteger serverPublic() {
    return Srp.publicValue(password.number(), secret);
  }

  boolean proven(String signature, String secretBlock, String timestamp) {
    try {
      byte[] key = Srp.key(clientPublic, serverPublic(), secret, password.number());
      byte[] expected =
          Srp.proof(key, poolName, userId, Base64.getDecoder().decode(secretBlock), timestamp);
      return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
