package ecommerce.local.lambda;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the JVM of a Java function is started: on the JDK of this process, with a heap as large as
 * the function's memory allows, and otherwise as small and as quick to start as it can be.
 */
final class JavaCommand {

  private static final String MAIN = "ecommerce.runtime.Main";

  private final List<Path> runtime;

  /**
   * @param runtime jars
   */
  JavaCommand(List<Path> runtime) {
    this.runtime = List.copyOf(runtime);
  }

  /** The class path, the runtime's own first. */
  String classPath(List<Path> function) {
    return Stream.concat(runtime.stream(), function.stream())
        .map(path -> path.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * @param cache flags of the startup cache
   */
  List<String> start(String classPath, int memory, List<String> cache) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(shared());
    command.add("-Xmx" + Math.max(48, memory * 8 / 10) + "m");
    command.addAll(cache);
    command.addAll(List.of("-Decommerce.runtime.parent-pipe=true", "-cp", classPath, MAIN));
    return command;
  }

  /** Makes a startup cache of what a recorded process has loaded. */
  List<String> createCache(String classPath, Path recording, Path cache) {
    List<String> command = new ArrayList<>();
    Path nice = Path.of("/usr/bin/nice");
    if (nice.toFile().canExecute()) {
      command.addAll(List.of(nice.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(shared());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + recording,
            "-XX:AOTCache=" + cache,
            "-cp",
            classPath));
    return command;
  }

  /** The flags that a cache is bound to, and the small footprint. */
  private static List<String> shared() {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xss512k",
        "-Xms8m",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=30",
        "-XX:ReservedCodeCacheSize=24m",
        "-XX:-UsePerfData",
        "-XX:+UseCompactObjectHeaders",
        "-Xlog:disable",
        "-Xlog:all=error:stderr");
  }
}
