package ecommerce.lint;

import ecommerce.deploy.Services;
import ecommerce.deploy.WrongMetadata;
import ecommerce.local.template.Position;
import ecommerce.local.template.TemplateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The services of a checkout. A service whose files cannot be understood is a finding and is not
 * here; where the services do not fit together at all, none is.
 */
final class Checkout {

  private static final Pattern NAMED = Pattern.compile("([\\w-]+)(?: → |/metadata\\.yaml)");

  private final Path root;
  private final List<String> names = new ArrayList<>();
  private final SequencedMap<String, ServiceFolder> services = new LinkedHashMap<>();

  private Checkout(Path root) {
    this.root = root;
  }

  static Checkout read(Path root, Findings findings) {
    Checkout checkout = new Checkout(root);
    try {
      for (Services.Service service : Services.inOrder(root)) {
        checkout.add(service, findings);
      }
    } catch (WrongMetadata e) {
      findings
          .of("metadata")
          .add(
              place(root, e.getMessage()),
              e.getMessage().replace(root + "/", "")
                  + ": nothing is deployed, and nothing else was checked, until this is mended");
    }
    return checkout;
  }

  /** The file that is named, or of a cycle the first service. */
  private static Position place(Path root, String message) {
    Matcher named = NAMED.matcher(message);
    String folder = named.find() ? named.group(1) : ".";
    return new Position(root.resolve(folder).resolve("metadata.yaml"), 1);
  }

  /** Of all services, also of those that cannot be understood. */
  Stream<String> names() {
    return names.stream();
  }

  private void add(Services.Service service, Findings findings) {
    names.add(service.name());
    try {
      services.put(service.name(), ServiceFolder.read(service));
    } catch (TemplateException e) {
      findings.of("template").add(e.position(), e.reason() + "; the service was not checked");
    }
  }

  Path root() {
    return root;
  }

  List<ServiceFolder> services() {
    return List.copyOf(services.values());
  }

  Optional<ServiceFolder> service(String name) {
    return Optional.ofNullable(services.get(name));
  }

  /** The service whose events have this source. */
  Optional<ServiceFolder> emitter(String source) {
    return services.values().stream()
        .filter(service -> service.eventSource().equals(source))
        .findFirst();
  }
}
