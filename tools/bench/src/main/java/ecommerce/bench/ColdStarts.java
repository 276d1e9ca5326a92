package ecommerce.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * First invocations in new processes: a version that is newly published has none that have worked.
 */
final class ColdStarts {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Platform platform;
  private final Reports reports;
  private final Path state;

  ColdStarts(Platform platform, Reports reports, Path state) {
    this.platform = platform;
    this.reports = reports;
    this.state = state;
  }

  /**
   * Milliseconds of start and first invocation. One more comes first, for the startup cache, and
   * does not count.
   */
  Series measure(String service, String logicalId, Runnable invocation, int times) {
    String function = platform.function(service, logicalId);
    once(function, invocation);
    publish(function, -1);
    awaitStartupCaches();
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      publish(function, i);
      Report report = once(function, invocation);
      report.start().ifPresent(start -> milliseconds.add(start + report.milliseconds()));
    }
    return Series.of(milliseconds);
  }

  private void publish(String function, int number) {
    LambdaClient lambda = platform.lambda();
    lambda.updateFunctionConfiguration(
        r -> r.functionName(function).description("measured, " + number));
    String version = lambda.publishVersion(r -> r.functionName(function)).version();
    lambda.updateAlias(r -> r.functionName(function).name(Platform.ALIAS).functionVersion(version));
  }

  /** Runs the invocation and waits for the function's report. */
  private Report once(String function, Runnable invocation) {
    long begun = System.currentTimeMillis();
    invocation.run();
    String name = Reports.readable(function);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Report> report =
          reports.since(begun).stream().filter(r -> r.function().equals(name)).findFirst();
      if (report.isPresent()) {
        return report.get();
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new Failure(name + " reports no invocation");
  }

  /**
   * A function's first process records what it loads, and the cache is made when it has ended;
   * nothing else shows when.
   */
  private void awaitStartupCaches() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    LockSupport.parkNanos(1_000_000_000);
    while (System.nanoTime() < deadline && recordings()) {
      LockSupport.parkNanos(200_000_000);
    }
  }

  private boolean recordings() {
    try (Stream<Path> files = Files.walk(state)) {
      return files.anyMatch(file -> file.toString().endsWith(".aot.new"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
