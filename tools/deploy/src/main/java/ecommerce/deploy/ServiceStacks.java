package ecommerce.deploy;

import ecommerce.deploy.Services.Service;
import ecommerce.deploy.packaging.PackagedTemplate;
import ecommerce.deploy.packaging.Packager;
import ecommerce.deploy.stacks.StackRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stacks that an environment should have, made of services' folders. */
final class ServiceStacks {

  private final String environment;
  private final Map<String, String> values;
  private final Packager packager;

  ServiceStacks(String environment, Environments environments, Packager packager) {
    this.environment = environment;
    this.values = environments.parameters(environment);
    this.packager = packager;
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
        Map.of("environment", environment, "service", service.name()));
  }
}
