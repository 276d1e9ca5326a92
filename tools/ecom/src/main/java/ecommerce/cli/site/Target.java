package ecommerce.cli.site;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which environment a command means: the one on a port of this machine. */
public final class Target {

  static final String DEFAULT_PORT = "${env:ECOM_PORT:-4566}";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = DEFAULT_PORT,
      description = "The port of the environment (default: $ECOM_PORT, else 4566).")
  public int port;

  public int port() {
    if (port < 0 || port > 65535) {
      throw new Failure("--port " + port + " is no port: use 0 (any that is free) to 65535");
    }
    return port;
  }

  /** The environment that runs there. */
  public RunningEnvironment running() {
    return RunningEnvironment.find(port())
        .orElseThrow(
            () ->
                new Failure(
                    "no environment runs on port "
                        + port()
                        + "; start one with: ./ecom up --port "
                        + port()));
  }

  /** The folder of the checkout, as the entry script gives it. */
  public static Path root() {
    return Path.of(System.getProperty("ecom.root", ".")).toAbsolutePath().normalize();
  }
}
