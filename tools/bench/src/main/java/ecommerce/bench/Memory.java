package ecommerce.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the environment's process and its children hold in memory after some orders. */
record Memory(int orders) implements Figure {

  /**
   * Megabytes of some processes: resident (shared pages count in each) and proportional (shared
   * pages are shared out).
   */
  private record Held(int processes, double rss, double pss) {

    static Held of(List<Long> pids) {
      double rss = 0;
      double pss = 0;
      int processes = 0;
      for (long pid : pids) {
        try {
          List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
          rss += megabytes(lines, "Rss:");
          pss += megabytes(lines, "Pss:");
          processes++;
        } catch (IOException e) {
          // It has ended since it was listed.
        }
      }
      return new Held(processes, rss, pss);
    }

    private static double megabytes(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(0);
    }

    String text() {
      return Series.text(pss) + " MB PSS, " + Series.text(rss) + " MB RSS";
    }

    String each() {
      return processes == 0
          ? "none"
          : Series.text(pss / processes) + " MB PSS, " + Series.text(rss / processes) + " MB RSS";
    }
  }

  @Override
  public List<Finding> measure(Checkout checkout) {
    Checkout.Running running = checkout.running();
    try (Platform platform = new Platform(running)) {
      Shopper shopper = Shopper.enter(platform);
      for (int i = 0; i < orders; i++) {
        shopper.wholeOrder();
      }
    }
    ProcessHandle host =
        ProcessHandle.of(running.pid()).orElseThrow(() -> new Failure("the environment has ended"));
    List<Long> children = new ArrayList<>(host.descendants().map(ProcessHandle::pid).toList());
    Held alone = Held.of(List.of(host.pid()));
    Held functions = Held.of(children);
    children.add(host.pid());
    return List.of(
        new Finding(
            "memory after " + orders + " orders, everything", Held.of(children).text(), "2048 MB"),
        Finding.of("… the environment's own process", alone.text()),
        Finding.of("… its " + functions.processes() + " function processes", functions.text()),
        Finding.of("… each of them, on average", functions.each()));
  }
}
