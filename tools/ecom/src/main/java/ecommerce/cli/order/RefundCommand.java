package ecommerce.cli.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.Shop;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom refund ORDER}, as an administrator. Prints the key, so that a refund that was
 * refused, or that the payment company did not answer, can be asked for again.
 */
@Command(
    name = "refund",
    description = "Gives back what was captured for an order, whole or in part.",
    mixinStandardHelpOptions = true)
public final class RefundCommand implements Callable<Integer> {

  private static final String REFUND =
      "mutation ($input: RefundInput!) { refundOrder(input: $input)"
          + " { success message errors refund { refundId amount status } } }";

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Parameters(paramLabel = "ORDER", description = "The id of the order.")
  String orderId;

  @Option(
      names = "--amount",
      paramLabel = "N",
      description = "In minor units; all that is left, where nothing is said.")
  Integer amount;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "asked for by hand",
      description = "Why (default: ${DEFAULT-VALUE}).")
  String reason;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The same key again is the same refund; a new one, where nothing is said.")
  String key = UUID.randomUUID().toString();

  @Override
  public Integer call() {
    RunningEnvironment running = target.running();
    Aws aws = new Aws(running.endpoint(), running.region(), running.environment());
    ObjectNode variables = GraphQl.variables();
    ObjectNode input = variables.putObject("input");
    input.put("orderId", orderId).put("reason", reason).put("idempotencyKey", key);
    if (amount != null) {
      input.put("amount", amount);
    }
    JsonNode answer = new Shop(aws).as(Person.ADMIN).ask("refundOrder", REFUND, variables);
    if (!answer.path("success").asBoolean()) {
      throw new Failure(
          answer.at("/errors/0").asText(answer.path("message").asText()) + " (key " + key + ")");
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%d of order %s is given back (key %s)%n",
            answer.at("/refund/amount").asLong(), orderId, key);
    return 0;
  }
}
