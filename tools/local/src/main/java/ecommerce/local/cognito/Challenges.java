package ecommerce.local.cognito;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sign-ins that wait for the answer to a challenge. Each may be answered once, within minutes, and
 * is gone with the process.
 */
final class Challenges {

  /** What a client has to answer. */
  sealed interface Challenge {
    String clientId();

    String username();
  }

  record NewPassword(String clientId, String username) implements Challenge {}

  /**
   * @param known whether there is such a user: a client that hides users gets a challenge for
   *     unknown ones, too
   */
  record Password(String clientId, String username, SrpExchange exchange, boolean known)
      implements Challenge {}

  private record Waiting(Challenge challenge, Instant until) {}

  private final InstantSource clock;
  private final Random random;
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  Challenges(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /** The token that brings the challenge back. */
  String put(Challenge challenge, Duration validity) {
    Instant now = clock.instant();
    waiting.values().removeIf(other -> other.until().isBefore(now));
    String token = java.util.Base64.getEncoder().encodeToString(random.bytes(96));
    waiting.put(token, new Waiting(challenge, now.plus(validity)));
    return token;
  }

  <C extends Challenge> Optional<C> take(String token, Class<C> kind) {
    return Optional.ofNullable(token)
        .map(waiting::remove)
        .filter(found -> found.until().isAfter(clock.instant()))
        .map(Waiting::challenge)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
