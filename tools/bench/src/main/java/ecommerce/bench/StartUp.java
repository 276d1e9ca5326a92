package ecommerce.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long {@code ./ecom up} takes, with its state kept and with none. */
record StartUp(int times) implements Figure {

  @Override
  public List<Finding> measure(Checkout checkout) {
    checkout.close();
    start(checkout, true); // The first after a build makes the startup cache.
    Checkout.Start cold = start(checkout, true);
    List<Double> commands = new ArrayList<>();
    List<Double> environments = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    start(checkout, false);
    for (int i = 0; i < times; i++) {
      Checkout.Start start = start(checkout, false);
      commands.add(start.command());
      environments.add(start.environment());
      cpu.add(start.cpu());
    }
    Series warm = Series.of(commands);
    String ratio =
        String.format(Locale.ROOT, "%.1f times the warm one", cold.command() / warm.median());
    return List.of(
        new Finding("`up`, nothing changed, whole command", warm.spread("s"), "5 s"),
        Finding.of("… of it the environment until ready", Series.of(environments).spread("s")),
        Finding.of("… processor time of its process", Series.of(cpu).spread("s")),
        Finding.of(
            "`up`, fresh state, whole command", Series.text(cold.command()) + " s, " + ratio),
        Finding.of("… processor time of its process", Series.text(cold.cpu()) + " s"));
  }

  private static Checkout.Start start(Checkout checkout, boolean fresh) {
    Checkout.Start start = checkout.up(fresh);
    checkout.down();
    return start;
  }
}
