package ecommerce.payment3p.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.StackProps;

/**
 * Writes the stack as {@code template.yaml}, the file that everything that goes over services
 * reads. It names the function's zip and the API's definition beside it, and changes with the stack
 * only.
 */
public final class WriteTemplate {

  static final String COMMAND = "mvn -q -pl payment-3p/cdk compile exec:exec@synth";
  private static final String FIRST_LINE = "# Generated from payment-3p/cdk by: " + COMMAND + "\n";

  private WriteTemplate() {}

  /**
   * @param arguments the service's folder
   */
  public static void main(String[] arguments) throws IOException {
    App app = app();
    stack(app);
    Files.writeString(Path.of(arguments[0]).resolve("template.yaml"), text(app));
  }

  static App app() {
    return new App(
        AppProps.builder()
            .analyticsReporting(false)
            .treeMetadata(false)
            .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
            .build());
  }

  static PaymentCompanyStack stack(App app) {
    StackProps props =
        StackProps.builder()
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build();
    return new PaymentCompanyStack(
        app, PaymentCompanyStack.SERVICE, props, "dev", new Artefacts.Local());
  }

  /** The whole file. */
  static String text(App app) throws IOException {
    String file = app.synth().getStackByName(PaymentCompanyStack.SERVICE).getTemplateFullPath();
    ObjectNode template = (ObjectNode) new ObjectMapper().readTree(Path.of(file).toFile());
    // Both are as the other services' templates have them; the CDK omits the version, and writes a
    // list of one.
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.set("Transform", template.get("Transform").get(0));
    return FIRST_LINE + new ReadableYaml().text(template);
  }
}
