package ecommerce.local.iam;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Identity.RoleSession;
import ecommerce.local.Roles;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access keys: the administrator's, which is always {@code test} with the secret {@code test},
 * and those of role sessions, which are gone some time after they expired. Sessions that a client
 * was given are durable; those of functions and services are gone with the process, which gives
 * them new ones.
 */
final class Sessions implements AccessKeys {

  static final String ADMINISTRATOR = "test";
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int PRUNE_ABOVE = 1_000;

  private final Account account;
  private final InstantSource clock;
  private final Ids ids;
  private final Key administrator;
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Collection<Given> given;

  /** A session as it is kept. */
  record Given(String secretAccessKey, String sessionToken, Instant expires, RoleSession session) {

    Key key() {
      return new Key(secretAccessKey, Optional.of(sessionToken), expires, session);
    }
  }

  Sessions(Account account, InstantSource clock, Ids ids, Store store) {
    this.given = store.collection("sts.sessions", Given.class);
    Instant now = clock.instant();
    given
        .entries()
        .forEach(
            (id, session) -> {
              if (session.expires().plus(REMEMBERED).isBefore(now)) {
                given.remove(id);
              } else {
                keys.put(id, session.key());
              }
            });
    this.account = account;
    this.clock = clock;
    this.ids = ids;
    String arn = account.globalArn("iam", "user/" + ADMINISTRATOR);
    this.administrator =
        new Key(
            ADMINISTRATOR,
            Optional.empty(),
            Instant.MAX,
            new Identity.Administrator(arn, ADMINISTRATOR));
  }

  @Override
  public Optional<Key> find(String accessKeyId) {
    return accessKeyId.equals(ADMINISTRATOR)
        ? Optional.of(administrator)
        : Optional.ofNullable(keys.get(accessKeyId));
  }

  /** For a client: durable when it returns. */
  Roles.Credentials give(Role role, String sessionName, Duration duration) {
    Roles.Credentials issued = issue(role, sessionName, duration);
    given.put(
        issued.accessKeyId(),
        new Given(
            issued.secretAccessKey(),
            issued.sessionToken(),
            issued.expires(),
            (RoleSession) issued.identity()));
    return issued;
  }

  Roles.Credentials issue(Role role, String sessionName, Duration duration) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (keys.size() > PRUNE_ABOVE) {
      keys.values().removeIf(key -> key.expires().plus(REMEMBERED).isBefore(now));
    }
    String accessKeyId = ids.id("ASIA", 20);
    String arn = account.globalArn("sts", "assumed-role/" + role.name() + "/" + sessionName);
    RoleSession identity = new RoleSession(role.arn(), arn, accessKeyId);
    Roles.Credentials issued =
        new Roles.Credentials(
            accessKeyId, ids.secret(30), ids.secret(180), now.plus(duration), identity);
    keys.put(
        accessKeyId,
        new Key(
            issued.secretAccessKey(),
            Optional.of(issued.sessionToken()),
            issued.expires(),
            identity));
    return issued;
  }
}
