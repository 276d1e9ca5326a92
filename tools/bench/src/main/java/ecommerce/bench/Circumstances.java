package ecommerce.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where and when it was measured: numbers without it mean nothing. */
record Circumstances(Path root) {

  private static final int STARTS = 5;

  String markdown() {
    return String.join(
        "\n",
        "| circumstance | |",
        "|---|---|",
        "| date | " + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES) + " |",
        "| commit | " + commit() + " |",
        "| cores | "
            + Runtime.getRuntime().availableProcessors()
            + ", load before "
            + load()
            + " |",
        "| memory | " + memory() + " |",
        "| JDK | " + System.getProperty("java.vendor.version", "") + " " + Runtime.version() + " |",
        "| yardstick: a bare `java -version` | " + yardstick().spread("ms") + " |");
  }

  private String commit() {
    String dirty =
        output("git", "status", "--porcelain", "--untracked-files=no").isEmpty()
            ? ""
            : ", with changes";
    return output("git", "rev-parse", "--short", "HEAD") + dirty;
  }

  /** The machine's load average over the last minute. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String memory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemTotal:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /**
   * How long a JVM takes to start that does nothing: what the start of anything may be compared
   * with.
   */
  private Series yardstick() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      long begun = System.nanoTime();
      output(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-version");
      starts.add((System.nanoTime() - begun) / 1e6);
    }
    return Series.of(starts);
  }

  private String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
      return text;
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(command[0] + " was interrupted", e);
    }
  }
}
