package ecommerce.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AOT caches, one for each class path: the first process of a class path records what it loads;
 * when it has ended, the cache is made of it in the background, at the lowest priority, and later
 * processes start with it. Nothing waits for a cache, and a JVM that cannot use one starts without.
 */
final class StartupCaches implements AutoCloseable {

  /** A process's part in it. */
  record Use(List<String> flags, Optional<Path> recording, String classPath) {

    boolean records() {
      return recording.isPresent();
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");

  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;
  private final Path home;
  private final JavaCommand java;
  private final boolean wanted;
  private final Set<String> underWay = new HashSet<>();
  private final Set<String> distrusted = new HashSet<>();
  private final Set<Process> making = new HashSet<>();
  private boolean closed;

  /**
   * @param folder of the caches, which other environments may use at the same time
   * @param home what is above every entry of a class path: a cache does not depend on it
   */
  StartupCaches(Path folder, Path home, JavaCommand java, boolean wanted) {
    this.folder = folder;
    this.home = home;
    this.java = java;
    this.wanted = wanted;
  }

  /** How the next process of a class path starts. */
  synchronized Use next(String classPath) {
    Path cache = file(classPath);
    if (!wanted || distrusted.contains(classPath)) {
      return new Use(List.of(), Optional.empty(), classPath);
    }
    if (Files.isRegularFile(cache)) {
      touch(cache);
      return new Use(List.of("-XX:AOTCache=" + cache), Optional.empty(), classPath);
    }
    if (!underWay.add(classPath)) {
      return new Use(List.of(), Optional.empty(), classPath);
    }
    Path recording = Path.of(cache + "." + UUID.randomUUID() + ".recording");
    return new Use(
        List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording),
        Optional.of(recording),
        classPath);
  }

  /**
   * A process that used or recorded a cache did not come up: the class path is started without from
   * now on.
   */
  synchronized void distrust(Use use) {
    LOG.warn(
        "functions are started without a startup cache: a process with {} did not start",
        use.flags());
    distrusted.add(use.classPath());
    try {
      Files.deleteIfExists(file(use.classPath()));
    } catch (IOException e) {
      LOG.warn("a startup cache cannot be removed: {}", e.toString());
    }
  }

  /** A process has ended: what it recorded becomes the cache. */
  synchronized void ended(Use use) {
    if (!closed) {
      use.recording()
          .ifPresent(
              recording -> Thread.ofVirtual().name("aot").start(() -> create(use, recording)));
    }
  }

  private void create(Use use, Path recording) {
    Path cache = file(use.classPath());
    Path made = Path.of(recording + ".new");
    try {
      if (Files.isRegularFile(recording)) {
        Process process = start(java.createCache(use.classPath(), recording, made));
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly();
        } else if (process.exitValue() == 0 && Files.isRegularFile(made)) {
          Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.deleteIfExists(recording);
      Files.deleteIfExists(made);
    } catch (IOException e) {
      LOG.info("no startup cache was made: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        underWay.remove(use.classPath());
      }
    }
  }

  private static void touch(Path cache) {
    try {
      Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.debug("{} is gone", cache);
    }
  }

  /** Forgets what no environment has used for a week, and what was left half made. */
  void prune() {
    Instant oldest = Instant.now().minus(KEPT);
    try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("old startup caches are left: {}", e.toString());
    }
  }

  private synchronized Process start(List<String> command) throws IOException {
    if (closed) {
      throw new IOException("the environment is being closed");
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    making.add(process);
    process.onExit().thenAccept(this::ended);
    return process;
  }

  private synchronized void ended(Process process) {
    making.remove(process);
  }

  /** A cache that is not ready is given up. */
  @Override
  public synchronized void close() {
    closed = true;
    making.forEach(Process::destroyForcibly);
  }

  /**
   * Named by the class path, whose folders are named by their content: a cache never meets other
   * classes.
   */
  private Path file(String classPath) {
    String contents =
        System.getProperty("java.vm.version") + classPath.replace(home.toString(), "");
    byte[] hash = CodeStore.sha256(contents.getBytes(StandardCharsets.UTF_8));
    try {
      return Files.createDirectories(folder)
          .resolve(HexFormat.of().formatHex(hash, 0, 16) + ".aot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
