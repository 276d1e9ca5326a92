package ecommerce.local.codecommit;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.wire.GitSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Sign-in of git, as the AWS CLI's credential helper and git-remote-codecommit make it: the user is
 * an access key ({@code KEY} or {@code KEY%SESSIONTOKEN}), the password a time and the signature of
 * the method {@code GIT} on the repository's path. Holds for 15 minutes. Anything else is nobody.
 */
record GitPassword(AccessKeys keys, Account account, InstantSource clock) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final Duration VALID = Duration.ofMinutes(15);
  private static final int TIME_LENGTH = "20260301T100000Z".length();

  /**
   * @param authorization the header's value
   * @param host as the client wrote it, without the port
   * @param path the repository's
   */
  Optional<Identity> verify(String authorization, String host, String path) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    String[] userAndPassword;
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      userAndPassword = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return userAndPassword.length == 2
        ? verify(userAndPassword[0].split("%", 2), userAndPassword[1], host, path)
        : Optional.empty();
  }

  private Optional<Identity> verify(String[] user, String password, String host, String path) {
    if (password.length() <= TIME_LENGTH || password.charAt(TIME_LENGTH - 1) != 'Z') {
      return Optional.empty();
    }
    String time = password.substring(0, TIME_LENGTH - 1);
    Optional<AccessKeys.Key> key =
        keys.find(user[0])
            .filter(found -> clock.instant().isBefore(found.expires()))
            .filter(found -> tokenHolds(found, user));
    if (key.isEmpty() || !fresh(time)) {
      return Optional.empty();
    }
    byte[] given = password.substring(TIME_LENGTH).getBytes(StandardCharsets.UTF_8);
    return List.of(host, "git-codecommit." + account.region() + ".amazonaws.com").stream()
            .map(name -> new GitSignature(account.region(), name, path))
            .map(signature -> bytes(signature.sign(key.get().secretAccessKey(), time)))
            .anyMatch(expected -> MessageDigest.isEqual(expected, given))
        ? Optional.of(key.get().identity())
        : Optional.empty();
  }

  private static boolean tokenHolds(AccessKeys.Key key, String[] user) {
    if (!(key.identity() instanceof Identity.RoleSession)) {
      return true;
    }
    return user.length == 2
        && key.sessionToken()
            .filter(token -> MessageDigest.isEqual(bytes(token), bytes(user[1])))
            .isPresent();
  }

  private boolean fresh(String time) {
    try {
      Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
      return Duration.between(signed, clock.instant()).abs().compareTo(VALID) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
