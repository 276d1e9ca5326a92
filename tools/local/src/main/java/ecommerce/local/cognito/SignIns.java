package ecommerce.local.cognito;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is signed in: what lies behind refresh tokens. Kept with a hash of the token, never with the
 * token itself.
 */
final class SignIns {

  /**
   * One sign-in.
   *
   * @param id the {@code origin_jti} of all tokens that come from it
   */
  record Entry(
      String id,
      String poolId,
      String clientId,
      String username,
      Instant since,
      Instant expires,
      String tokenHash) {}

  private final Collection<Entry> kept;
  private final InstantSource clock;
  private final Random random;

  SignIns(Store store, InstantSource clock, Random random) {
    this.kept = store.collection("cognito.sign-ins", Entry.class);
    this.clock = clock;
    this.random = random;
    kept.values().stream()
        .filter(entry -> entry.expires().isBefore(clock.instant()))
        .forEach(entry -> kept.remove(key(entry.poolId(), entry.username(), entry.id())));
  }

  /**
   * @param refreshToken given out once
   */
  record Begun(Entry entry, String refreshToken) {}

  Begun begin(Client client, User user, Duration validity) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String id = UUID.randomUUID().toString();
    String key = key(user.poolId(), user.username(), id);
    String token = encode(key) + "." + random.token(64);
    Entry entry =
        new Entry(
            id, user.poolId(), client.id(), user.username(), now, now.plus(validity), hash(token));
    kept.put(key, entry);
    return new Begun(entry, token);
  }

  /** The sign-in behind a refresh token; empty where it is none, or was revoked. */
  Optional<Entry> of(String refreshToken) {
    int dot = refreshToken.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      String key =
          new String(
              Base64.getUrlDecoder().decode(refreshToken.substring(0, dot)),
              StandardCharsets.UTF_8);
      return kept.get(key).filter(entry -> same(entry.tokenHash(), hash(refreshToken)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isActive(String poolId, String username, String id) {
    return kept.get(key(poolId, username, id)).isPresent();
  }

  void end(Entry entry) {
    kept.remove(key(entry.poolId(), entry.username(), entry.id()));
  }

  /** Signs a user out everywhere. */
  void endAll(User user) {
    kept.startingWith(key(user.poolId(), user.username(), "")).keySet().forEach(kept::remove);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Srp.sha256(token.getBytes(StandardCharsets.UTF_8)));
  }

  private static String key(String poolId, String username, String id) {
    return poolId + "/" + username + "/" + id;
  }
}
