package ecommerce.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a machine sets differently from AWS.
 *
 * @param runtimeClassPath the Java runtime ({@code ecommerce.runtime.Main}) and what it needs: jars, or folders of classes
 * @param concurrency how many invocations of the account run at once; more are throttled
 * @param idle how long an execution environment waits for its next invocation before it ends
 * @param retryScale factor on the waiting times between attempts of asynchronous invocations (AWS: one, then two minutes)
 * @param startupCaches whether functions get AOT caches, made in the background
 * @param cacheFolder where those are kept, for all environments that name it; empty: with the state
 */
public record LambdaOptions(
    List<Path> runtimeClassPath, int concurrency, Duration idle, double retryScale, boolean startupCaches, Optional<Path> cacheFolder) {

  public LambdaOptions {
    runtimeClassPath = List.copyOf(runtimeClassPath);
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1");
    }
  }

  /** With startup caches of its own, or none. */
  public LambdaOptions(List<Path> runtimeClassPath, int concurrency, Duration idle, double retryScale, boolean startupCaches) {
    this(runtimeClassPath, concurrency, idle, retryScale, startupCaches, Optional.empty());
  }

  public static LambdaOptions with(List<Path> runtimeClassPath) {
    return new LambdaOptions(runtimeClassPath, 50, Duration.ofMinutes(5), 1.0, true);
  }

  /** The same, with startup caches that environments share. */
  public LambdaOptions sharing(Path caches) {
    return new LambdaOptions(runtimeClassPath, concurrency, idle, retryScale, startupCaches, Optional.of(caches));
  }
}
