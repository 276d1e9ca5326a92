package ecommerce.suite.shipping;

import ecommerce.suite.target.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout with the pipeline of this platform, its templates and buildspecs as they are, and one
 * service of two functions and a table whose scripts need seconds: compiled by {@code javac}, no
 * Maven. Its {@code ./ecom} is that of the platform.
 */
record SmallProject(Path root, int port) {

  private static final List<String> SCRIPTS =
      List.of("tools", "changed", "build", "deploy", "integration-tests", "end-to-end", "load");

  /** What a command said, and how it ended. */
  record Ended(int code, String said) {}

  static SmallProject in(Path root, int port) throws IOException {
    SmallProject project = new SmallProject(root, port);
    Path platform = Checkout.root();
    for (String folder : List.of("pipeline", "pipeline/buildspecs")) {
      try (Stream<Path> files = Files.list(platform.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
          Path copy = root.resolve(folder).resolve(file.getFileName());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    for (String script : SCRIPTS) {
      project.executable("pipeline/scripts/" + script, resource(script));
    }
    for (String file :
        List.of(
            "products/metadata.yaml",
            "products/template.yaml",
            "products/src/Price.java",
            "products/src/Describe.java",
            "products/test/PriceTest.java",
            "products/test/PriceIT.java")) {
      project.write(file, resource(file));
    }
    Path built = platform.resolve("tools/ecom/target");
    project.executable(
        "ecom",
        """
        #!/usr/bin/env bash
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Decom.root=$(cd "$(dirname "$0")" && pwd)" \\
          -cp '%s:%s/*' ecommerce.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                built.resolve("ecom-1.0.0.jar"),
                built.resolve("lib")));
    project.write(
        "library",
        built.resolve("lib")
            + "\n"); // where the integration test finds the AWS SDK, and its JDK beside it
    project.write("jdk", System.getProperty("java.home") + "\n");
    project.run("git", "init", "-q", "-b", "main");
    return project;
  }

  void change(String file, String text, String other) throws IOException {
    String before = Files.readString(root.resolve(file));
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + " has no " + text);
    }
    write(file, before.replace(text, other));
  }

  void commit(String message) throws IOException {
    run("git", "add", "-A");
    run("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", message);
  }

  /** {@code ./ecom COMMAND … --port PORT}. */
  Ended ecom(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("./ecom"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--port", String.valueOf(port)));
    return run(command);
  }

  private void run(String... command) throws IOException {
    Ended ended = run(List.of(command));
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + ended.said());
    }
  }

  private Ended run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void executable(String file, String text) throws IOException {
    write(file, text);
    if (!root.resolve(file).toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String resource(String name) throws IOException {
    try (var in = SmallProject.class.getResourceAsStream("small/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource small/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
