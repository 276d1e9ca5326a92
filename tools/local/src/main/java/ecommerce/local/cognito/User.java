package ecommerce.local.cognito;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/**
 * A user as it is kept.
 *
 * @param attributes all that are set, {@code sub} among them
 * @param temporaryUntil when a temporary password stops working
 * @param code the last code that was sent and not used yet
 */
record User(
    String poolId,
    String username,
    Map<String, String> attributes,
    UserStatusType status,
    boolean enabled,
    Optional<PasswordHash> password,
    Optional<Instant> temporaryUntil,
    Instant created,
    Instant modified,
    Set<String> groups,
    Optional<Code> code) {

  /**
   * A code that proves that the user reads the mail of an address.
   *
   * @param pending the attributes that become the user's once the code comes back
   */
  record Code(Purpose purpose, String value, Instant expires, Map<String, String> pending) {
    enum Purpose {
      CONFIRM,
      RESET,
      VERIFY
    }
  }

  User {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    groups = Collections.unmodifiableSet(new TreeSet<>(groups));
  }

  static User of(
      String poolId,
      String username,
      Map<String, String> attributes,
      UserStatusType status,
      Instant now) {
    return new User(
        poolId,
        username,
        attributes,
        status,
        true,
        Optional.empty(),
        Optional.empty(),
        now,
        now,
        Set.of(),
        Optional.empty());
  }

  String sub() {
    return attributes.get("sub");
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  User withAttributes(Map<String, String> changed, Instant now) {
    return but(now, draft -> draft.attributes.putAll(changed));
  }

  User withoutAttributes(Collection<String> names, Instant now) {
    return but(now, draft -> draft.attributes.keySet().removeAll(names));
  }

  User withPassword(
      PasswordHash hash, UserStatusType newStatus, Optional<Instant> until, Instant now) {
    return but(
        now,
        draft -> {
          draft.password = Optional.of(hash);
          draft.status = newStatus;
          draft.temporaryUntil = until;
        });
  }

  User withStatus(UserStatusType newStatus, Instant now) {
    return but(now, draft -> draft.status = newStatus);
  }

  User withEnabled(boolean may, Instant now) {
    return but(now, draft -> draft.enabled = may);
  }

  User withGroups(Set<String> all) {
    return but(modified, draft -> draft.groups = all);
  }

  User withCode(Optional<Code> sent) {
    return but(modified, draft -> draft.code = sent);
  }

  private User but(Instant now, Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new User(
        poolId,
        username,
        draft.attributes,
        draft.status,
        draft.enabled,
        draft.password,
        draft.temporaryUntil,
        created,
        now,
        draft.groups,
        draft.code);
  }

  /** What of a user changes. */
  private static final class Draft {
    private final Map<String, String> attributes;
    private UserStatusType status;
    private boolean enabled;
    private Optional<PasswordHash> password;
    private Optional<Instant> temporaryUntil;
    private Set<String> groups;
    private Optional<Code> code;

    private Draft(User user) {
      attributes = new TreeMap<>(user.attributes);
      status = user.status;
      enabled = user.enabled;
      password = user.password;
      temporaryUntil = user.temporaryUntil;
      groups = user.groups;
      code = user.code;
    }
  }
}
