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
import java.util.stream.Stream;

/**
 * The services of a checkout. A service whose files cannot be understood is a finding and is not
 * here; where the services do not fit together at all, none is.
 */
final class Checkout {

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
      String message = e.getMessage().replace(root + "/", "");
      findings
          .of("metadata")
          .add(
              new Position(root.resolve("metadata.yaml"), 1),
              message
                  + ". The services' metadata.yaml decide what is deployed and in which order;"
                  + " nothing else was checked");
    }
    return checkout;
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
