package ecommerce.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The text that a service's {@code samconfig.toml} must have: for each environment of {@code
 * environments.yaml}, and {@code default} as the first of them, the stack and what {@code sam
 * deploy} gives it. The parameters are those that {@code ./ecom deploy} gives, in the template's
 * order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html">
 *     SAM CLI configuration file</a>
 */
record SamConfig(Services.Service service, Environments environments) {

  private static final String HEAD =
      """
      # Follows from metadata.yaml, template.yaml and environments.yaml; SamConfigTest of tools/deploy says what must stand here.
      version = 0.1
      """;

  private static final String SECTION =
      """

      [%1$s.global.parameters]
      stack_name = "%2$s"

      [%1$s.deploy.parameters]
      template_file = "template.yaml"
      resolve_s3 = true
      s3_prefix = "%2$s"
      capabilities = "CAPABILITY_IAM"
      confirm_changeset = false
      fail_on_empty_changeset = false
      tags = ["environment=%3$s", "service=%4$s"]
      parameter_overrides = [
      %5$s
      ]
      """;

  String text() throws IOException {
    Set<String> declared = parametersOfTemplate();
    StringBuilder text = new StringBuilder(HEAD);
    List<String> names = environments.names();
    text.append(section("default", names.getFirst(), declared));
    names.forEach(name -> text.append(section(name, name, declared)));
    return text.toString();
  }

  private String section(String section, String environment, Set<String> declared) {
    Map<String, String> values = new LinkedHashMap<>(environments.parameters(environment));
    values.putAll(service.parameters(environment));
    String overrides =
        declared.stream()
            .filter(values::containsKey)
            .map(name -> "  " + override(name, values.get(name)) + ",")
            .collect(Collectors.joining("\n"));
    return SECTION.formatted(
        section, service.stackName(environment), environment, service.name(), overrides);
  }

  /** The SAM CLI ends a value at its first space, unless quotes hold it together. */
  private static String override(String name, String value) {
    return value.contains(" ")
        ? "'" + name + "=\"" + value + "\"'"
        : "\"" + name + "=" + value + "\"";
  }

  /** The names of what the template declares, in its order. */
  Set<String> parametersOfTemplate() throws IOException {
    Node template =
        new Compose(LoadSettings.builder().setLabel(service.template().toString()).build())
            .composeString(Files.readString(service.template()))
            .orElseThrow();
    Set<String> names = new LinkedHashSet<>();
    for (NodeTuple section : ((MappingNode) template).getValue()) {
      if (text(section.getKeyNode()).equals("Parameters")) {
        ((MappingNode) section.getValueNode())
            .getValue()
            .forEach(parameter -> names.add(text(parameter.getKeyNode())));
      }
    }
    return names;
  }

  private static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }
}
