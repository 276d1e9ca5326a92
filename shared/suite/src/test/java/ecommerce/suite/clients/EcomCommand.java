package ecommerce.suite.clients;

import ecommerce.suite.target.Checkout;
import ecommerce.suite.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code ./ecom} of the built checkout, in a process of its own, against a local target. */
public record EcomCommand(Target target) {

  /** What a command said, on both of its streams. */
  public record Said(int status, String text) {}

  public Said run(String... arguments) {
    Path root = Checkout.root();
    Path built = root.resolve("tools/ecom/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Decom.root=" + root,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                built.resolve("ecom-1.0.0.jar")
                    + System.getProperty("path.separator")
                    + built.resolve("lib")
                    + "/*",
                "ecommerce.cli.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--port", String.valueOf(target.endpoint().orElseThrow().getPort())));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
