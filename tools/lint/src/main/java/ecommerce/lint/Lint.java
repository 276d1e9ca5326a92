package ecommerce.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Holds the services of a checkout to the conventions. It reads files and changes none; two runs
 * over the same files find the same.
 */
public final class Lint {

  private static final List<Check> CHECKS =
      List.of(
          new DependencyList(),
          new ParametersFromSsm(),
          new SsmNames(),
          new ExportsTable(),
          new PhysicalNames(),
          new Handlers(),
          new FunctionBasics(),
          new RuleTargets(),
          new RuleMutations(),
          new AsynchronousFunctions(),
          new Pollers(),
          new Tables(),
          new QueueBasics(),
          new Stages(),
          new Monitoring(),
          new Alarms(),
          new EventsDocumented(),
          new EventsConsumed(),
          new PatternsMatch(),
          new Roles(),
          new Permissions(),
          new OpenApiDocument());

  private Lint() {}

  /** Each check by name, with what it asks for and why. */
  public static SequencedMap<String, String> explanations() {
    SequencedMap<String, String> explained = new LinkedHashMap<>();
    explained.put(
        "metadata",
        "Every metadata.yaml can be read, and the services' dependencies form no cycle.");
    explained.put(
        "template",
        "Every template, OpenAPI document and events.yaml can be read, and what the template uses"
            + " can be deployed into the local environment.");
    explained.put(AccessTable.CHECK, AccessTable.EXPLANATION);
    CHECKS.forEach(check -> explained.put(check.name(), check.explanation()));
    return explained;
  }

  /**
   * @param services names of the services to look at; all where it is empty
   * @throws IllegalArgumentException naming it, where one is no service
   */
  public static SortedSet<Finding> run(Path root, Collection<String> services) {
    Path absolute = real(root);
    Findings findings = Findings.in(absolute);
    Checkout checkout = Checkout.read(absolute, findings);
    for (String name : services) {
      if (checkout.names().noneMatch(name::equals)) {
        throw new IllegalArgumentException(
            "there is no service "
                + name
                + "; there are "
                + checkout.names().collect(Collectors.joining(", ")));
      }
    }
    for (ServiceFolder service : checkout.services()) {
      if (services.isEmpty() || services.contains(service.name())) {
        for (Check check : CHECKS) {
          check.look(service, checkout, findings.of(check.name()));
        }
      }
    }
    if (services.isEmpty()) {
      AccessTable.look(checkout, findings.of(AccessTable.CHECK));
    }
    return findings.all();
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be read", e);
    }
  }
}
