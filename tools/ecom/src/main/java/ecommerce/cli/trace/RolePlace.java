package ecommerce.cli.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/**
 * Where a role comes from.
 *
 * @param logicalId in its stack's template, or of the function that SAM makes it for
 * @param file in the checkout, with the line; empty where it is no template of ours
 */
record RolePlace(String stack, String logicalId, Optional<String> file) {

  /** Empty where no stack made it. */
  static Optional<RolePlace> of(
      CloudFormationClient stacks, String role, String environment, Path root) {
    try {
      return stacks
          .describeStackResources(describe -> describe.physicalResourceId(role))
          .stackResources()
          .stream()
          .filter(resource -> resource.physicalResourceId().equals(role))
          .findFirst()
          .map(resource -> of(resource, environment, root));
    } catch (CloudFormationException e) {
      return Optional.empty();
    }
  }

  private static RolePlace of(StackResource resource, String environment, Path root) {
    String stack = resource.stackName();
    String service = stack.replaceFirst("^ecommerce-" + environment + "-", "");
    Path template = root.resolve(service).resolve("template.yaml");
    String id = resource.logicalResourceId();
    Optional<String> place =
        line(template, id)
            .or(() -> line(template, id.replaceFirst("Role$", "")))
            .map(line -> service + "/template.yaml:" + line);
    return new RolePlace(stack, id, place);
  }

  private static Optional<Integer> line(Path template, String logicalId) {
    if (!Files.exists(template)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(template);
      int at = lines.indexOf("  " + logicalId + ":");
      return at < 0 ? Optional.empty() : Optional.of(at + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
