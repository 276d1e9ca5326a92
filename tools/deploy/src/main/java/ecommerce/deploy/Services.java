package ecommerce.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The services of a checkout: every folder with a {@code metadata.yaml}, each after those that it
 * depends on.
 */
public final class Services {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * One service, as its {@code metadata.yaml} has it.
   *
   * @param parameters template parameter → name of a Systems Manager parameter, with {@code
   *     {Environment}} to be filled in
   */
  public record Service(
      String name, List<String> dependencies, Map<String, String> parameters, Path directory) {

    public Path template() {
      return directory.resolve("template.yaml");
    }

    public String stackName(String environment) {
      return "ecommerce-" + environment + "-" + name;
    }

    /**
     * The template's parameters in an environment; those from Systems Manager are given by name.
     */
    public Map<String, String> parameters(String environment) {
      Map<String, String> filled = new LinkedHashMap<>();
      filled.put("Environment", environment);
      parameters.forEach(
          (parameter, name) -> filled.put(parameter, name.replace("{Environment}", environment)));
      return filled;
    }
  }

  /** {@code consumes}: source of events → their detail-types; tools/lint holds the rules to it. */
  private record Metadata(
      String name,
      List<String> dependencies,
      Map<String, String> parameters,
      Map<String, List<String>> consumes) {}

  private Services() {}

  /**
   * @throws WrongMetadata where a file is wrong, a dependency is unknown, or dependencies form a
   *     cycle: naming it
   */
  public static List<Service> inOrder(Path root) {
    Map<String, Service> services = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.list(root)) {
      folders
          .filter(folder -> Files.exists(folder.resolve("metadata.yaml")))
          .sorted()
          .forEach(
              folder -> {
                Service service = read(folder);
                Service other = services.put(service.name(), service);
                if (other != null) {
                  throw new WrongMetadata(
                      folder.resolve("metadata.yaml")
                          + ": name "
                          + service.name()
                          + " is that of "
                          + other.directory().resolve("metadata.yaml")
                          + ", too");
                }
              });
    } catch (IOException e) {
      throw new WrongMetadata("the services in " + root + " cannot be read: " + e.getMessage(), e);
    }
    Map<String, Service> ordered = new LinkedHashMap<>();
    services.values().forEach(service -> visit(service, services, ordered, new LinkedHashSet<>()));
    return List.copyOf(ordered.values());
  }

  private static Service read(Path folder) {
    Path file = folder.resolve("metadata.yaml");
    try {
      Metadata metadata = YAML.readValue(file.toFile(), Metadata.class);
      if (metadata == null || metadata.name() == null) {
        throw new WrongMetadata(file + ": name is missing");
      }
      return new Service(
          metadata.name(), dependencies(file, metadata), parameters(file, metadata), folder);
    } catch (IOException e) {
      throw new WrongMetadata(
          file + ": " + e.getMessage().lines().findFirst().orElse("cannot be read"), e);
    }
  }

  private static List<String> dependencies(Path file, Metadata metadata) {
    List<String> dependencies =
        metadata.dependencies() == null ? List.of() : metadata.dependencies();
    if (dependencies.stream().anyMatch(Objects::isNull)) {
      throw new WrongMetadata(file + ": a dependency has no name");
    }
    return List.copyOf(dependencies);
  }

  private static Map<String, String> parameters(Path file, Metadata metadata) {
    Map<String, String> parameters =
        metadata.parameters() == null ? Map.of() : metadata.parameters();
    parameters.forEach(
        (parameter, name) -> {
          if (name == null) {
            throw new WrongMetadata(
                file + ": parameter " + parameter + " has no Systems Manager name");
          }
        });
    return parameters;
  }

  private static void visit(
      Service service,
      Map<String, Service> services,
      Map<String, Service> ordered,
      Set<String> path) {
    if (ordered.containsKey(service.name())) {
      return;
    }
    if (!path.add(service.name())) {
      List<String> cycle = new ArrayList<>(path);
      throw new WrongMetadata(
          "dependencies form a cycle: " + String.join(" → ", cycle) + " → " + service.name());
    }
    for (String name : service.dependencies()) {
      Service dependency = services.get(name);
      if (dependency == null) {
        throw new WrongMetadata(
            service.directory().resolve("metadata.yaml")
                + ": dependency "
                + name
                + " is no service");
      }
      visit(dependency, services, ordered, path);
    }
    path.remove(service.name());
    ordered.put(service.name(), service);
  }
}
