package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The functions of the account with their published versions, found by name and qualifier. A
 * version's number is never given twice. Durable.
 */
final class Functions {

  private final Account account;
  private final String host;
  private final Collection<Function.Stored> stored;
  private final Collection<Function.Stored> storedVersions;
  private final Collection<Integer> lastNumbers;
  private final Aliases aliases;
  private final Map<String, Function> functions = new ConcurrentSkipListMap<>();

  /** By {@link Function#key()}. */
  private final Map<String, Function> versions = new ConcurrentSkipListMap<>();

  /**
   * @param host where the environment is reached
   */
  Functions(Account account, String host, Store store, Aliases aliases) {
    this.account = account;
    this.host = host;
    this.aliases = aliases;
    this.stored = store.collection("lambda.functions", Function.Stored.class);
    this.storedVersions = store.collection("lambda.versions", Function.Stored.class);
    this.lastNumbers = store.collection("lambda.version-numbers", Integer.class);
    stored.entries().forEach((name, kept) -> functions.put(name, Function.of(kept, host)));
    storedVersions.entries().forEach((key, kept) -> versions.put(key, Function.of(kept, host)));
  }

  /** {@code $LATEST}, or the version that the qualifier names; an alias' main version. */
  Optional<Function> find(FunctionName name) {
    Function latest = functions.get(name.name());
    if (latest == null) {
      return Optional.empty();
    }
    String qualifier = name.qualifier().orElse(FunctionName.LATEST);
    if (qualifier.equals(FunctionName.LATEST)) {
      return Optional.of(latest);
    }
    if (FunctionName.isNumber(qualifier)) {
      return version(latest, qualifier);
    }
    return aliases
        .find(name.name(), qualifier)
        .flatMap(alias -> version(latest, alias.functionVersion()));
  }

  private Optional<Function> version(Function latest, String number) {
    return number.equals(FunctionName.LATEST)
        ? Optional.of(latest)
        : Optional.ofNullable(versions.get(latest.name() + ":" + number))
            .map(version -> version.withReserved(latest.reserved()));
  }

  /**
   * The function that a caller names.
   *
   * @throws ResourceNotFoundException where there is none, or not that version or alias of it
   */
  Function require(FunctionName name) {
    return find(name).orElseThrow(() -> notFound(name));
  }

  private ResourceNotFoundException notFound(FunctionName name) {
    return ResourceNotFoundException.builder()
        .message("Function not found: " + name.arn(account))
        .statusCode(404)
        .build();
  }

  /** The version that an invocation falls to: an alias that routes gives each its share. */
  Function choose(FunctionName name) {
    Function main = require(name);
    Optional<AliasConfiguration> alias =
        name.qualifier().flatMap(qualifier -> aliases.find(name.name(), qualifier));
    if (alias.isEmpty() || alias.get().routingConfig() == null) {
      return main;
    }
    double drawn = ThreadLocalRandom.current().nextDouble();
    for (Map.Entry<String, Double> other :
        alias.get().routingConfig().additionalVersionWeights().entrySet()) {
      drawn -= other.getValue();
      if (drawn < 0) {
        return require(new FunctionName(name.name(), Optional.of(other.getKey())));
      }
    }
    return main;
  }

  String host() {
    return host;
  }

  String arn(FunctionName name) {
    return name.arn(account);
  }

  List<Function> all() {
    return List.copyOf(functions.values());
  }

  /** The published versions of a function, the oldest first. */
  List<Function> versions(String name) {
    return versions.values().stream()
        .filter(version -> version.name().equals(name))
        .sorted(Comparator.comparingInt(version -> Integer.parseInt(version.version())))
        .toList();
  }

  synchronized void add(Function function) {
    if (functions.containsKey(function.name())) {
      throw ResourceConflictException.builder()
          .message("Function already exist: " + function.name())
          .statusCode(409)
          .build();
    }
    put(function);
  }

  synchronized Function change(FunctionName name, UnaryOperator<Function> change) {
    Function changed = change.apply(require(name.unqualified()));
    put(changed);
    return changed;
  }

  /** The next number of a version, used up even where nothing comes of it. */
  synchronized int nextNumber(String name) {
    int next = lastNumbers.get(name).orElse(0) + 1;
    lastNumbers.put(name, next);
    return next;
  }

  synchronized void publish(Function version) {
    require(new FunctionName(version.name(), Optional.empty()));
    storedVersions.put(version.key(), version.stored(host));
    versions.put(version.key(), version);
  }

  /** Takes a version away, or, with {@code $LATEST}, the function with all its versions. */
  synchronized void remove(Function function) {
    if (function.isPublished()) {
      storedVersions.remove(function.key());
      versions.remove(function.key());
      return;
    }
    versions(function.name()).forEach(this::remove);
    lastNumbers.remove(function.name());
    stored.remove(function.name());
    functions.remove(function.name());
  }

  /** Whether any function still uses this code. */
  boolean uses(String codeHash) {
    return Stream.concat(functions.values().stream(), versions.values().stream())
        .anyMatch(function -> function.codeHash().equals(codeHash));
  }

  private void put(Function function) {
    stored.put(function.name(), function.stored(host));
    functions.put(function.name(), function);
  }
}
