package ecommerce.local.events;

import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions of the roles that targets name, kept until shortly before they expire. */
final class RoleSessions {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private record Key(String roleArn, Identity.Service by) {}

  private final Roles roles;
  private final InstantSource clock;
  private final Map<Key, Roles.Credentials> sessions = new ConcurrentHashMap<>();

  RoleSessions(Roles roles, InstantSource clock) {
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * @throws ecommerce.local.AccessDenied where the role does not exist or does not trust
   *     EventBridge
   */
  Identity of(String roleArn, Identity.Service by) {
    return sessions
        .compute(
            new Key(roleArn, by),
            (key, known) ->
                known != null && clock.instant().isBefore(known.expires().minus(MARGIN))
                    ? known
                    : roles.assume(roleArn, "events", by, LENGTH))
        .identity();
  }
}
