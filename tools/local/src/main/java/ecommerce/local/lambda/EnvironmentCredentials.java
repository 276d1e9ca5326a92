package ecommerce.local.lambda;

import ecommerce.local.Roles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials of one execution environment: in its variables, for as long as they hold; or,
 * under SnapStart, asked for at an address with a token and always fresh, because a snapshot
 * outlives them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Defined
 *     runtime variables</a>
 */
final class EnvironmentCredentials {

  /** What is nearer to its end is renewed. */
  private static final Duration LEAST = Duration.ofMinutes(16);

  private final InstantSource clock;
  private final Supplier<Roles.Credentials> role;
  private final Optional<String> token;
  private Roles.Credentials current;

  EnvironmentCredentials(InstantSource clock, Supplier<Roles.Credentials> role, boolean byAddress) {
    this.clock = clock;
    this.role = role;
    this.token = byAddress ? Optional.of(random()) : Optional.empty();
    this.current = role.get();
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param uri where the environment finds {@link #give}
   */
  synchronized Map<String, String> variables(String uri) {
    return token
        .map(
            secret ->
                Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    uri,
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                    secret))
        .orElseGet(
            () ->
                Map.of(
                    "AWS_ACCESS_KEY_ID",
                    current.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY",
                    current.secretAccessKey(),
                    "AWS_SESSION_TOKEN",
                    current.sessionToken()));
  }

  /** Credentials that hold for a while; none for a wrong token. */
  synchronized Optional<Roles.Credentials> give(String given) {
    if (token.isEmpty() || !MessageDigest.isEqual(bytes(token.get()), bytes(given))) {
      return Optional.empty();
    }
    if (!current.expires().isAfter(clock.instant().plus(LEAST))) {
      current = role.get();
    }
    return Optional.of(current);
  }

  /** Whether an invocation that ends then has credentials to its end. */
  synchronized boolean holdUntil(Instant time) {
    return token.isPresent() || current.expires().isAfter(time);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
