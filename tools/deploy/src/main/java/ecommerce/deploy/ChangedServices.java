package ecommerce.deploy;

import ecommerce.deploy.Services.Service;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which services a change concerns: those whose folders it touches and those that depend on them by
 * {@code metadata.yaml}. What all are built from or deployed by ({@code shared}, the root {@code
 * pom.xml}, {@code environments.yaml} …) concerns all; what nothing is deployed from
 * (documentation, tests of CI, the local environment) concerns none. A path that nothing is known
 * of concerns all.
 */
public final class ChangedServices {

  /** No service's functions, templates or parameters follow from these. */
  private static final Pattern NOT_DEPLOYED =
      Pattern.compile(
          "(.*/)?[^/]+\\.md|docs/.*|\\.ci/.*|\\.gitignore|pipeline/.*"
              + "|ecom|tools/(lint|local|runtime|cost|bench|ecom)/.*");

  private final Selection selection;

  /**
   * @param root the checkout
   * @throws WrongMetadata where the services of the checkout cannot be understood
   */
  public ChangedServices(Path root) {
    this.selection = new Selection(root, List.of());
  }

  /** Every service, for one reason. */
  public Map<String, String> all(String why) {
    Map<String, String> all = new LinkedHashMap<>();
    selection.names().forEach(name -> all.put(name, why));
    return all;
  }

  /**
   * The services that a change concerns, each with the reason, in the order of their dependencies.
   *
   * @param paths of changed files, from the root of the checkout
   */
  public Map<String, String> of(Collection<String> paths) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String path : paths) {
      if (NOT_DEPLOYED.matcher(path).matches()) {
        continue;
      }
      Optional<String> owner = owner(path);
      if (owner.isEmpty()) {
        return all(path + " concerns all");
      }
      reasons.putIfAbsent(owner.get(), path);
    }
    for (String changed : List.copyOf(reasons.keySet())) {
      for (String dependent : selection.dependents(changed)) {
        reasons.putIfAbsent(dependent, "depends on " + changed);
      }
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    selection.names().stream()
        .filter(reasons::containsKey)
        .forEach(name -> ordered.put(name, reasons.get(name)));
    return ordered;
  }

  private Optional<String> owner(String path) {
    String folder = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
    return selection.everyService().stream()
        .filter(service -> service.directory().getFileName().toString().equals(folder))
        .map(Service::name)
        .findFirst();
  }
}
