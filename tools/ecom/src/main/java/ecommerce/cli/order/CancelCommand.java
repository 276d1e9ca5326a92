package ecommerce.cli.order;

import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.Shop;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom cancel ORDER}, as an administrator. An order that is not NEW, or whose packaging
 * has begun, is refused with the reason.
 */
@Command(
    name = "cancel",
    description = "Cancels an order that is NEW and that nobody has begun to pack.",
    mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Parameters(paramLabel = "ORDER", description = "The id of the order.")
  String orderId;

  @Override
  public Integer call() {
    RunningEnvironment running = target.running();
    Aws aws = new Aws(running.endpoint(), running.region(), running.environment());
    new Shop(aws)
        .as(Person.ADMIN)
        .ask(
            "cancelOrder",
            "mutation ($orderId: ID!) { cancelOrder(orderId: $orderId) { success } }",
            GraphQl.variables().put("orderId", orderId));
    spec.commandLine()
        .getOut()
        .println(
            "order "
                + orderId
                + " is cancelled: it will not be packed, and its payment is released");
    return 0;
  }
}
