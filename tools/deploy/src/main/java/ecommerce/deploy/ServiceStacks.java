package ecommerce.deploy;

import ecommerce.deploy.Services.Service;
import ecommerce.deploy.packaging.PackagedTemplate;
import ecommerce.deploy.packaging.Packager;
import ecommerce.deploy.stacks.StackRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The stacks that an environment should have, made of services' folders. */
final class ServiceStacks {

  private final String environment;
  private final Map<String, String> values;
  private final Packager packager;
  private final Optional<String> role;

  ServiceStacks(
      String environment, Environments environments, Packager packager, Optional<String> role) {
    this.environment = environment;
    this.values = environments.parameters(environment);
    this.packager = packager;
    this.role = role;
  }

  /**
   * Parameters come from metadata.yaml, then from environments.yaml, as far as the template has
   * them.
   */
  StackRequest of(Service service) {
    PackagedTemplate template = packager.of(service.template());
    Map<String, String> parameters = new LinkedHashMap<>(values);
    parameters.putAll(service.parameters(environment));
    return new StackRequest(
        service.stackName(environment),
        template,
        StackRequest.declared(template, parameters),
        Map.of("environment", environment, "service", service.name()),
        role.map(
            arn -> arn.replace("{environment}", environment).replace("{service}", service.name())));
  }
}
