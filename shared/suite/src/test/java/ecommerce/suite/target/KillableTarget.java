package ecommerce.suite.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A local environment that can be killed with SIGKILL and started anew, on the same port and the
 * same state. Services are deployed to it once; a later start deploys nothing.
 */
public final class KillableTarget implements Target {

  /** Waits between the attempts of an asynchronous event are seconds instead of minutes. */
  private static final List<String> HASTE = List.of("--retry-scale", "0.02");

  private final Region region;
  private final int port;
  private final Path state;
  private final Thread hook = new Thread(this::stop, "stop the environment that is killed");
  private Process process;
  private StartOutput output;
  private URI endpoint;

  private KillableTarget(Region region, int port, Path state) {
    this.region = region;
    this.port = port;
    this.state = state;
  }

  /**
   * @throws IllegalStateException with what the environment said, where it does not come up
   */
  public static KillableTarget start(Region region) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path state = Files.createTempDirectory("ecom-durability");
      int port = free.getLocalPort();
      free.close();
      KillableTarget target = new KillableTarget(region, port, state);
      Runtime.getRuntime().addShutdownHook(target.hook);
      target.run("--no-sample-data");
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void run(String option) {
    Path root = Checkout.root();
    List<String> options = Stream.concat(Stream.of(option), HASTE.stream()).toList();
    List<String> command = new ArrayList<>(LocalTarget.command(root, port, state, options));
    command.add(1, "-XX:TieredStopAtLevel=1");
    try {
      process =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output = StartOutput.of(process);
    endpoint = output.endpoint(process);
  }

  /** Ends it with SIGKILL, whatever it does, and starts it anew on its state. */
  public synchronized void killAndStart() throws InterruptedException {
    process.destroyForcibly().waitFor();
    run("--empty");
  }

  /** The processes of its Lambda functions. */
  public synchronized List<ProcessHandle> functions() {
    return process.descendants().filter(KillableTarget::isFunction).toList();
  }

  private static boolean isFunction(ProcessHandle handle) {
    return handle
        .info()
        .arguments()
        .filter(arguments -> List.of(arguments).contains("ecommerce.runtime.Main"))
        .isPresent();
  }

  /** What it has said since its last start. */
  public synchronized List<String> said() {
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
    return LocalTarget.ENVIRONMENT;
  }

  /** A connection to it would not outlive a kill. */
  @Override
  public Map<Capability, String> lacks() {
    return Map.of(Capability.LISTENER, "the environment is killed under its connections");
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private synchronized void stop() {
    if (process != null) {
      List<ProcessHandle> functions = process.descendants().toList();
      process.destroyForcibly();
      functions.forEach(ProcessHandle::destroyForcibly);
      process.onExit().join();
    }
    try (Stream<Path> all = Files.walk(state)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
