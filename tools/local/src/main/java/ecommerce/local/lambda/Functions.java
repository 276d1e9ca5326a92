package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The functions of the account, by name. Durable. */
final class Functions {

  private final Account account;
  private final Collection<Function.Stored> stored;
  private final Map<String, Function> functions = new ConcurrentSkipListMap<>();

  Functions(Account account, Store store) {
    this.account = account;
    this.stored = store.collection("lambda.functions", Function.Stored.class);
    stored.entries().forEach((name, function) -> functions.put(name, Function.of(function)));
  }

  Optional<Function> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /**
   * The function that a caller names.
   *
   * @throws ResourceNotFoundException where there is none, or not that version or alias of it
   */
  Function require(FunctionName name) {
    Function function = functions.get(name.name());
    if (function == null
        || !name.qualifier().orElse(FunctionName.LATEST).equals(FunctionName.LATEST)) {
      throw ResourceNotFoundException.builder()
          .message("Function not found: " + name.arn(account))
          .statusCode(404)
          .build();
    }
    return function;
  }

  List<Function> all() {
    return List.copyOf(functions.values());
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
    Function changed = change.apply(require(name));
    put(changed);
    return changed;
  }

  synchronized void remove(String name) {
    stored.remove(name);
    functions.remove(name);
  }

  /** Whether any function still uses this code. */
  boolean uses(String codeHash) {
    return functions.values().stream().anyMatch(function -> function.codeHash().equals(codeHash));
  }

  private void put(Function function) {
    stored.put(function.name(), function.stored());
    functions.put(function.name(), function);
  }
}
