package ecommerce.local.appsync;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions of the data sources' roles, kept until shortly before they expire. */
final class Sessions {

  private static final Duration LENGTH = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private record Key(String roleArn, String apiArn) {}

  private final Roles roles;
  private final Account account;
  private final InstantSource clock;
  private final Map<Key, Roles.Credentials> sessions = new ConcurrentHashMap<>();

  Sessions(Roles roles, Account account, InstantSource clock) {
    this.roles = roles;
    this.account = account;
    this.clock = clock;
  }

  /**
   * @throws ecommerce.local.AccessDenied where the role does not exist or does not trust AppSync
   */
  Roles.Credentials of(String roleArn, String apiArn) {
    return sessions.compute(
        new Key(roleArn, apiArn),
        (key, known) ->
            known != null && clock.instant().isBefore(known.expires().minus(MARGIN))
                ? known
                : assume(key));
  }

  private Roles.Credentials assume(Key key) {
    Identity.Service appsync =
        new Identity.Service("appsync.amazonaws.com", key.apiArn(), account.id());
    return roles.assume(key.roleArn(), "APPSYNC_ASSUME_ROLE", appsync, LENGTH);
  }

  /** Forgets the sessions of an API, so that changed roles show at once. */
  void forget(String apiArn) {
    sessions.keySet().removeIf(key -> key.apiArn().equals(apiArn));
  }
}
