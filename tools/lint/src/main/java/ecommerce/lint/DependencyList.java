package ecommerce.lint;

import java.util.Set;
import java.util.TreeSet;

/** metadata.yaml's name is the folder's, and its dependencies are those that it uses. */
final class DependencyList implements Check {

  @Override
  public String name() {
    return "dependencies";
  }

  @Override
  public String explanation() {
    return "A service is named as its folder and depends on exactly the services whose parameters"
        + " it reads: an undeclared one may be deployed too late, an idle one makes"
        + " deployments wait and closes ways for others. The one other reason is the service"
        + " with the account's AWS::ApiGateway::Account, with whose role access logs are"
        + " written. Cycles are refused when metadata.yaml is read.";
  }

  /** API Gateway logs with one role of the account, which one service gives to all. */
  private static boolean logsWithTheRoleOf(
      ServiceFolder service, Checkout checkout, String dependency) {
    return service.stack().resources().stream()
            .anyMatch(one -> one.has("AccessLogSetting") || one.has("AccessLogSettings"))
        && checkout
            .service(dependency)
            .filter(other -> !other.stack().resources("AWS::ApiGateway::Account").isEmpty())
            .isPresent();
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    String folder = service.directory().getFileName().toString();
    if (!service.name().equals(folder)) {
      findings.add(
          service.metadata().position("name"),
          "the service in the folder %s calls itself %s: stacks, parameters and commands go by one name"
              .formatted(folder, service.name()));
    }
    Set<String> used = new TreeSet<>();
    service
        .service()
        .parameters()
        .forEach(
            (parameter, name) -> {
              String[] parts = name.split("/");
              if (parts.length < 4 || parts[3].equals(service.name())) {
                return;
              }
              used.add(parts[3]);
              if (!service.service().dependencies().contains(parts[3])) {
                findings.add(
                    service.metadata().position("parameters", parameter),
                    "%s reads a parameter of %s, which is not among the dependencies: add it, so that it is deployed before"
                        .formatted(service.name(), parts[3]));
              }
            });
    for (String dependency : service.service().dependencies()) {
      if (!used.contains(dependency) && !logsWithTheRoleOf(service, checkout, dependency)) {
        findings.add(
            service.metadata().position("dependencies"),
            "no parameter comes from %s: take it out of the dependencies (events are consumed without depending on who emits them)"
                .formatted(dependency));
      }
    }
  }
}
