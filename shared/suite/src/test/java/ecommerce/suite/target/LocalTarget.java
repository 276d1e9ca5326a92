package ecommerce.suite.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A local environment of the suite's own, from the built checkout, on a free port and with a state
 * that is thrown away.
 */
public final class LocalTarget implements Target {

  static final String ENVIRONMENT = "tests";
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final StartOutput output;
  private final Path state;
  private final URI endpoint;
  private final Region region;
  private final Thread hook = new Thread(this::stop, "stop the local environment");

  private LocalTarget(
      Process process, StartOutput output, Path state, URI endpoint, Region region) {
    this.process = process;
    this.output = output;
    this.state = state;
    this.endpoint = endpoint;
    this.region = region;
  }

  /**
   * @throws IllegalStateException with what the environment said, where it does not come up;
   *     nothing is left running then
   */
  public static LocalTarget start(Region region) {
    return start(region, List.of("--no-sample-data"));
  }

  /** The same, with nothing deployed. */
  public static LocalTarget startEmpty(Region region) {
    return start(region, List.of("--empty"));
  }

  private static LocalTarget start(Region region, List<String> options) {
    Path root = Checkout.root();
    try {
      Path state = Files.createTempDirectory("ecom-suite");
      Process process =
          new ProcessBuilder(command(root, 0, state, options))
              .directory(root.toFile())
              .redirectErrorStream(true)
              .start();
      Thread killer = new Thread(process::destroy, "stop the local environment while it starts");
      Runtime.getRuntime().addShutdownHook(killer);
      StartOutput output = StartOutput.of(process);
      LocalTarget target =
          new LocalTarget(process, output, state, output.endpoint(process), region);
      Runtime.getRuntime().addShutdownHook(target.hook);
      Runtime.getRuntime().removeShutdownHook(killer);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param port 0 for any that is free
   */
  static List<String> command(Path root, int port, Path state, List<String> options) {
    Path built = root.resolve("tools/ecom/target");
    Path jar = built.resolve("ecom-1.0.0.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " does not exist; build it first: mvn package");
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx768m",
            "--enable-native-access=ALL-UNNAMED",
            "-Decom.root=" + root,
            "-cp",
            jar + System.getProperty("path.separator") + built.resolve("lib") + "/*",
            "ecommerce.cli.Main",
            "up",
            "--port",
            String.valueOf(port),
            "--state",
            state.toString(),
            "--environment",
            ENVIRONMENT);
    return Stream.concat(command.stream(), options.stream()).toList();
  }

  /** All lines that the environment has said of itself up to now. */
  public List<String> said() {
    return output.lines();
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(endpoint);
  }

  @Override
  public Region region() {
    return region;
  }

  @Override
  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  }

  @Override
  public String environment() {
    return ENVIRONMENT;
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void stop() {
    List<ProcessHandle> functions = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      functions.forEach(ProcessHandle::destroyForcibly);
      try (Stream<Path> all = Files.walk(state)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
