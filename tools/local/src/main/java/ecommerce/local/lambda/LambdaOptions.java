package ecommerce.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a machine sets differently from AWS.
 *
 * @param runtimeClassPath the Java runtime ({@code ecommerce.runtime.Main}) and what it needs:
 *     jars, or folders of classes
 * @param concurrency how many invocations of the account run at once; more are throttled
 * @param processes how many execution environments the machine bears; more invocations wait for
 *     one, but each function gets its first
 * @param functionProcesses how many of them a function may have; more invocations wait
 * @param idle how long an execution environment waits for its next invocation before it ends
 * @param retryScale factor on the waiting times between attempts of asynchronous invocations (AWS:
 *     one, then two minutes)
 * @param startupCaches whether functions get AOT caches, made in the background
 * @param cacheFolder where those are kept, for all environments that name it; empty: with the state
 */
public record LambdaOptions(
    List<Path> runtimeClassPath,
    int concurrency,
    int processes,
    int functionProcesses,
    Duration idle,
    double retryScale,
    boolean startupCaches,
    Optional<Path> cacheFolder) {

  /** Lambda's default for an account. */
  private static final int ACCOUNT_CONCURRENCY = 1000;

  public LambdaOptions {
    runtimeClassPath = List.copyOf(runtimeClassPath);
    if (concurrency < 1 || processes < 1 || functionProcesses < 1) {
      throw new IllegalArgumentException("concurrency and processes must be at least 1");
    }
  }

  /** As many processes as invocations; startup caches of its own, or none. */
  public LambdaOptions(
      List<Path> runtimeClassPath,
      int concurrency,
      Duration idle,
      double retryScale,
      boolean startupCaches) {
    this(
        runtimeClassPath,
        concurrency,
        concurrency,
        concurrency,
        idle,
        retryScale,
        startupCaches,
        Optional.empty());
  }

  /** What suits this machine: on few cores, many processes only keep each other from getting on. */
  public static LambdaOptions with(List<Path> runtimeClassPath) {
    int cores = Runtime.getRuntime().availableProcessors();
    int all = Math.max(40, 8 * cores);
    int each = Math.max(8, 2 * cores);
    return new LambdaOptions(
        runtimeClassPath,
        ACCOUNT_CONCURRENCY,
        all,
        each,
        Duration.ofMinutes(5),
        1.0,
        true,
        Optional.empty());
  }

  /** The same, with startup caches that environments share. */
  public LambdaOptions sharing(Path caches) {
    return new LambdaOptions(
        runtimeClassPath,
        concurrency,
        processes,
        functionProcesses,
        idle,
        retryScale,
        startupCaches,
        Optional.of(caches));
  }

  /** The same, with other waits between attempts. */
  public LambdaOptions retrying(double scale) {
    return new LambdaOptions(
        runtimeClassPath,
        concurrency,
        processes,
        functionProcesses,
        idle,
        scale,
        startupCaches,
        cacheFolder);
  }
}
