package ecommerce.payment3p.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.assertions.TemplateParsingOptions;

/** The stack, synthesized once for all tests: that takes seconds. */
final class Synthesized {

  static final Path FOLDER = Path.of(System.getProperty("payment3p.folder")).normalize();

  private static final class Once {

    private static final App APP = WriteTemplate.app();
    // Function and alarm refer to each other only until SAM has moved the alarm to CodeDeploy.
    private static final Template TEMPLATE =
        Template.fromStack(
            WriteTemplate.stack(APP),
            TemplateParsingOptions.builder().skipCyclicalDependenciesCheck(true).build());
  }

  private Synthesized() {}

  static Template template() {
    return Once.TEMPLATE;
  }

  /** The file that is checked in, as it should be. */
  static String text() {
    try {
      template();
      return WriteTemplate.text(Once.APP);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A section's parts of one name, all of which are mappings. */
  @SuppressWarnings("unchecked")
  static Map<String, Map<String, Object>> section(String name) {
    return (Map<String, Map<String, Object>>) template().toJSON().get(name);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> properties(String logicalId) {
    return (Map<String, Object>) section("Resources").get(logicalId).get("Properties");
  }

  static Map<String, Object> ref(String name) {
    return Map.of("Ref", name);
  }

  static Map<String, Object> arn(String logicalId) {
    return Map.of("Fn::GetAtt", List.of(logicalId, "Arn"));
  }

  static Map<String, Object> sub(String text) {
    return Map.of("Fn::Sub", text);
  }
}
