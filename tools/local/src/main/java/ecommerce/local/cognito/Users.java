package ecommerce.local.cognito;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The users of all pools, found by their user name or by the attribute that they sign in with. */
final class Users {

  private static final List<String> SIGN_IN_ATTRIBUTES = List.of("email", "phone_number");

  private final Collection<User> kept;
  private final Map<String, User> users;

  /** Keys of users, by pool, attribute and value. */
  private final Map<String, String> byAttribute = new ConcurrentHashMap<>();

  Users(Store store, Pools pools) {
    this.kept = store.collection("cognito.users", User.class);
    this.users = new ConcurrentSkipListMap<>(kept.entries());
    users.forEach(
        (key, user) ->
            pools.find(user.poolId()).ifPresent(pool -> byAttribute.putAll(aliases(pool, user))));
  }

  Optional<User> find(Pool pool, String name) {
    User named = users.get(key(pool, name));
    if (named != null) {
      return Optional.of(named);
    }
    return pool.usernameAttributes().stream()
        .map(attribute -> byAttribute.get(alias(pool, attribute, name)))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .map(users::get);
  }

  User get(Pool pool, String name) {
    return find(pool, name).orElseThrow(Refusal::noUser);
  }

  List<User> of(Pool pool) {
    return users.values().stream().filter(user -> user.poolId().equals(pool.id())).toList();
  }

  /** Refuses a user whose name, or whatever else it signs in with, is taken. */
  synchronized void requireFree(Pool pool, String username, Map<String, String> attributes) {
    if (users.containsKey(key(pool, username))) {
      throw taken("User already exists");
    }
    for (String attribute : pool.usernameAttributes()) {
      String value = attributes.get(attribute);
      if (value != null && byAttribute.containsKey(alias(pool, attribute, value))) {
        throw taken("An account with the given " + attribute + " already exists.");
      }
    }
  }

  synchronized void add(Pool pool, User user) {
    requireFree(pool, user.username(), user.attributes());
    put(pool, user);
  }

  synchronized User change(Pool pool, User former, UnaryOperator<User> change) {
    String key = key(pool, former.username());
    User current = Optional.ofNullable(users.get(key)).orElseThrow(Refusal::noUser);
    User changed = change.apply(current);
    Map<String, String> aliases = aliases(pool, changed);
    aliases.forEach(
        (alias, owner) -> {
          if (!byAttribute.getOrDefault(alias, owner).equals(owner)) {
            throw Refusal.with(
                AliasExistsException.builder()
                    .message("An account with the given email already exists."));
          }
        });
    aliases(pool, current).keySet().forEach(byAttribute::remove);
    put(pool, changed);
    return changed;
  }

  synchronized void remove(Pool pool, User user) {
    String key = key(pool, user.username());
    kept.remove(key);
    users.remove(key);
    aliases(pool, user).keySet().forEach(byAttribute::remove);
  }

  private void put(Pool pool, User user) {
    kept.put(key(pool, user.username()), user);
    users.put(key(pool, user.username()), user);
    byAttribute.putAll(aliases(pool, user));
  }

  private static RuntimeException taken(String message) {
    return Refusal.with(UsernameExistsException.builder().message(message));
  }

  private static Map<String, String> aliases(Pool pool, User user) {
    Map<String, String> aliases = new HashMap<>();
    for (String attribute : SIGN_IN_ATTRIBUTES) {
      if (pool.usernameAttributes().contains(attribute)) {
        user.attribute(attribute)
            .ifPresent(
                value -> aliases.put(alias(pool, attribute, value), key(pool, user.username())));
      }
    }
    return aliases;
  }

  private static String alias(Pool pool, String attribute, String value) {
    return pool.id() + "/" + attribute + "/" + folded(pool, value);
  }

  private static String key(Pool pool, String username) {
    return pool.id() + "/" + folded(pool, username);
  }

  private static String folded(Pool pool, String name) {
    return pool.caseSensitive() ? name : name.toLowerCase(Locale.ROOT);
  }
}
