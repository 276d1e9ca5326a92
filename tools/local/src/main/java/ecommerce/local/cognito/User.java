package ecommerce.local.cognito;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    groups = java.util.Collections.unmodifiableSet(new TreeSet<>(groups));
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
    Map<String, String> all = new TreeMap<>(attributes);
    all.putAll(changed);
    return new User(
        poolId,
        username,
        all,
        status,
        enabled,
        password,
        temporaryUntil,
        created,
        now,
        groups,
        code);
  }

  User withoutAttributes(java.util.Collection<String> names, Instant now) {
    Map<String, String> all = new TreeMap<>(attributes);
    all.keySet().removeAll(names);
    return new User(
        poolId,
        username,
        all,
        status,
        enabled,
        password,
        temporaryUntil,
        created,
        now,
        groups,
        code);
  }

  User withPassword(
      PasswordHash hash, UserStatusType newStatus, Optional<Instant> until, Instant now) {
    return new User(
        poolId,
        username,
        attributes,
        newStatus,
        enabled,
        Optional.of(hash),
        until,
        created,
        now,
        groups,
        code);
  }

  User withStatus(UserStatusType newStatus, Instant now) {
    return new User(
        poolId,
        username,
        attributes,
        newStatus,
        enabled,
        password,
        temporaryUntil,
        created,
        now,
        groups,
        code);
  }

  User withEnabled(boolean may, Instant now) {
    return new User(
        poolId,
        username,
        attributes,
        status,
        may,
        password,
        temporaryUntil,
        created,
        now,
        groups,
        code);
  }

  User withGroups(Set<String> all) {
    return new User(
        poolId,
        username,
        attributes,
        status,
        enabled,
        password,
        temporaryUntil,
        created,
        modified,
        all,
        code);
  }

  User withCode(Optional<Code> sent) {
    return new User(
        poolId,
        username,
        attributes,
        status,
        enabled,
        password,
        temporaryUntil,
        created,
        modified,
        groups,
        sent);
  }
}
