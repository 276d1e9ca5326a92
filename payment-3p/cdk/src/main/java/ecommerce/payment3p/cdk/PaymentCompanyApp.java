package ecommerce.payment3p.cdk;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * What the CDK CLI runs: one stack, {@code ecommerce-{environment}-payment-3p}, whose files the CLI
 * uploads. The context says more: {@code environment} (dev), and {@code bucket}, which takes the
 * files where the account is not bootstrapped.
 */
public final class PaymentCompanyApp {

  private PaymentCompanyApp() {}

  /**
   * @param arguments the service's folder
   */
  public static void main(String[] arguments) {
    App app = new App();
    stack(app, Path.of(arguments[0]), System.getenv());
    app.synth();
  }

  /**
   * @param variables of the process, by which the CDK CLI tells account and region
   */
  static PaymentCompanyStack stack(App app, Path folder, Map<String, String> variables) {
    String environment = context(app, "environment").orElse("dev");
    CliCredentialsStackSynthesizer.Builder synthesizer =
        CliCredentialsStackSynthesizer.Builder.create();
    context(app, "bucket").ifPresent(synthesizer::fileAssetsBucketName);
    StackProps props =
        StackProps.builder()
            .stackName("ecommerce-" + environment + "-" + PaymentCompanyStack.SERVICE)
            .env(
                Environment.builder()
                    .account(variables.get("CDK_DEFAULT_ACCOUNT"))
                    .region(variables.get("CDK_DEFAULT_REGION"))
                    .build())
            .tags(Map.of("environment", environment, "service", PaymentCompanyStack.SERVICE))
            .synthesizer(synthesizer.build())
            .build();
    return new PaymentCompanyStack(
        app, PaymentCompanyStack.SERVICE, props, environment, new Artefacts.Uploaded(folder));
  }

  private static Optional<String> context(App app, String name) {
    return Optional.ofNullable((String) app.getNode().tryGetContext(name));
  }
}
