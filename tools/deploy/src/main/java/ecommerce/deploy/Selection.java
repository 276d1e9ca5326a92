package ecommerce.deploy;

import ecommerce.deploy.Services.Service;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some or all services of a checkout, in dependency order. */
final class Selection {

  private final Map<String, Service> all = new LinkedHashMap<>();
  private final List<String> names;

  /**
   * @param wanted none means all
   * @throws WrongMetadata naming what is no service
   */
  Selection(Path root, Collection<String> wanted) {
    Services.inOrder(root).forEach(service -> all.put(service.name(), service));
    for (String name : wanted) {
      if (!all.containsKey(name)) {
        throw new WrongMetadata(
            name + " is no service; there are " + String.join(", ", all.keySet()));
      }
    }
    Set<String> chosen = wanted.isEmpty() ? all.keySet() : new LinkedHashSet<>(wanted);
    this.names = all.keySet().stream().filter(chosen::contains).toList();
  }

  /** The chosen ones, each after those that it depends on. */
  List<String> names() {
    return names;
  }

  Collection<Service> everyService() {
    return all.values();
  }

  Service get(String name) {
    return all.get(name);
  }

  /** What a service depends on, directly or not. */
  Set<String> dependencies(String name) {
    Set<String> found = new LinkedHashSet<>();
    for (String dependency : all.get(name).dependencies()) {
      if (found.add(dependency)) {
        found.addAll(dependencies(dependency));
      }
    }
    return found;
  }

  /** The services that depend on this one, directly or not. */
  Set<String> dependents(String name) {
    Set<String> found = new LinkedHashSet<>();
    all.keySet().stream().filter(other -> dependencies(other).contains(name)).forEach(found::add);
    return found;
  }
}
