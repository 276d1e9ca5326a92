package ecommerce.cli.order;

import ecommerce.cli.site.Aws;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./ecom order}. */
@Command(
    name = "order",
    description =
        "Makes one order and brings it to its end, as customer, warehouse and delivery people.",
    mixinStandardHelpOptions = true)
public final class OrderCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Target target;

  @ArgGroup Way way;

  private static final class Way {
    @Option(names = "--short", description = "The warehouse finds fewer than were ordered.")
    boolean shortPackage;

    @Option(names = "--fail-packaging", description = "The warehouse finds nothing.")
    boolean failPackaging;

    @Option(names = "--fail-delivery", description = "Nobody opens the door.")
    boolean failDelivery;
  }

  @Override
  public Integer call() {
    tell(target.running(), ending(), spec.commandLine().getOut());
    return 0;
  }

  static void tell(RunningEnvironment running, OrderStory.Ending ending, java.io.PrintWriter out) {
    Aws aws = new Aws(running.endpoint(), running.region(), running.environment());
    new OrderStory(aws, out, ending, running.options()).tell();
  }

  private OrderStory.Ending ending() {
    if (way == null) {
      return OrderStory.Ending.FULFILLED;
    }
    if (way.shortPackage) {
      return OrderStory.Ending.SHORT;
    }
    return way.failPackaging ? OrderStory.Ending.PACKAGING_FAILS : OrderStory.Ending.DELIVERY_FAILS;
  }
}
