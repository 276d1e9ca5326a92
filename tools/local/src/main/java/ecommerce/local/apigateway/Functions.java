package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Scope;
import ecommerce.local.Timers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls Lambda functions for API Gateway: as its principal, on behalf of a method or route, within
 * a time limit.
 */
final class Functions {

  /** The longest that API Gateway waits for an integration. */
  static final Duration LIMIT = Duration.ofSeconds(29);

  private static final String PRINCIPAL = "apigateway.amazonaws.com";
  private static final Logger LOG = LoggerFactory.getLogger("aws.apigateway");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a call ended. */
  sealed interface Result {
    record Answered(JsonNode payload) implements Result {}

    /** The function itself failed, or answered what is no JSON. */
    record Failed() implements Result {}

    record TimedOut() implements Result {}

    /** It could not be invoked: it does not exist, or does not let API Gateway. */
    record NotInvoked() implements Result {}
  }

  private final Invoker invoker;
  private final Timers timers;
  private final Account account;

  Functions(Invoker invoker, Timers timers, Account account) {
    this.invoker = invoker;
    this.timers = timers;
    this.account = account;
  }

  /**
   * @param function ARN
   * @param sourceArn the method or route, for the function's permission
   */
  Result call(String function, String sourceArn, JsonNode event, Duration limit) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Timers.Timer deadline = timers.after(limit, () -> result.complete(new Result.TimedOut()));
    Supplier<Result> invocation = Scope.carried(() -> invoke(function, sourceArn, event));
    Thread.ofVirtual().name("apigateway").start(() -> result.complete(invocation.get()));
    Result ended = result.join();
    deadline.cancel();
    if (ended instanceof Result.TimedOut) {
      LOG.warn("{} did not answer {} within {} ms", function, sourceArn, limit.toMillis());
    }
    return ended;
  }

  private Result invoke(String function, String sourceArn, JsonNode event) {
    try {
      Identity caller = new Identity.Service(PRINCIPAL, sourceArn, account.id());
      Invoker.Outcome outcome =
          invoker.invoke(caller, function, event.toString().getBytes(StandardCharsets.UTF_8));
      if (outcome.functionError().isPresent()) {
        LOG.warn(
            "{} failed for {}: {}",
            function,
            sourceArn,
            new String(outcome.payload(), StandardCharsets.UTF_8));
        return new Result.Failed();
      }
      return new Result.Answered(JSON.readTree(outcome.payload()));
    } catch (IOException e) {
      LOG.warn("{} answered {} with what is no JSON", function, sourceArn);
      return new Result.Failed();
    } catch (RuntimeException e) {
      LOG.warn("{} could not be invoked for {}: {}", function, sourceArn, e.toString());
      return new Result.NotInvoked();
    }
  }
}
