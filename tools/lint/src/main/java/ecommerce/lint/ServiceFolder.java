package ecommerce.lint;

import ecommerce.deploy.Services.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A service as a checkout has it: its files, read, and its stack. */
record ServiceFolder(
    Service service,
    YamlFile metadata,
    YamlFile template,
    Stack stack,
    Optional<YamlFile> openapi,
    Optional<YamlFile> events,
    List<SourceFile> sources) {

  /** A Java file of the service's own, tests left out. */
  record SourceFile(Path file, List<String> lines) {}

  /**
   * @throws ecommerce.local.template.TemplateException where a file cannot be understood
   */
  static ServiceFolder read(Service service) {
    YamlFile template = YamlFile.read(service.template());
    return new ServiceFolder(
        service,
        YamlFile.read(service.directory().resolve("metadata.yaml")),
        template,
        Stack.of(template, service.stackName(Symbols.ENVIRONMENT), service.parameters()),
        optional(service.directory().resolve("resources/openapi.yaml")),
        optional(service.directory().resolve("resources/events.yaml")),
        sources(service.directory().resolve("src/main/java")));
  }

  String name() {
    return service.name();
  }

  Path directory() {
    return service.directory();
  }

  /** The package of the service's code: {@code ecommerce.deliverypricing}. */
  String javaPackage() {
    return "ecommerce." + name().replace("-", "");
  }

  /** The source of the service's events. */
  String eventSource() {
    return "ecommerce." + name();
  }

  private static Optional<YamlFile> optional(Path file) {
    return Files.exists(file) ? Optional.of(YamlFile.read(file)) : Optional.empty();
  }

  private static List<SourceFile> sources(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(ServiceFolder::source)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceFile source(Path file) {
    try {
      return new SourceFile(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
