package ecommerce.local.cognito;

import java.math.BigInteger;

/**
 * A password as it is kept: salt and SRP verifier, hexadecimal. Good for both ways of signing in;
 * the password itself cannot be had back from it.
 */
record PasswordHash(String salt, String verifier) {

  static PasswordHash of(String poolName, String userId, String password, BigInteger salt) {
    return new PasswordHash(Srp.hex(salt), Srp.hex(Srp.verifier(poolName, userId, password, salt)));
  }

  boolean matches(String poolName, String userId, String password) {
    return Srp.verifier(poolName, userId, password, new BigInteger(salt, 16)).equals(number());
  }

  BigInteger number() {
    return new BigInteger(verifier, 16);
  }
}
