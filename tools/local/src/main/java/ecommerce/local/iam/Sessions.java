package ecommerce.local.iam;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access keys: the administrator's, which is always {@code test} with the secret {@code test},
 * and those of role sessions, which are gone some time after they expired and with the process.
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

  Sessions(Account account, InstantSource clock, Ids ids) {
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

  Roles.Credentials issue(Role role, String sessionName, Duration duration) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (keys.size() > PRUNE_ABOVE) {
      keys.values().removeIf(key -> key.expires().plus(REMEMBERED).isBefore(now));
    }
    String accessKeyId = ids.id("ASIA", 20);
    String arn = account.globalArn("sts", "assumed-role/" + role.name() + "/" + sessionName);
    Identity.RoleSession identity = new Identity.RoleSession(role.arn(), arn, accessKeyId);
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
