package ecommerce.cli.site;

import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Environments;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The environment that a command asks, and where that is: the local one where nothing is said; one
 * that is named alone, and no port by {@code ECOM_PORT}, in the account that the AWS SDK is
 * configured for; what {@link Site}'s options say wins.
 */
public final class Account {

  @Mixin Site site;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description =
          "The environment's name; without --port and $ECOM_PORT it is one in the account of the"
              + " AWS credentials (default: that of the local one).")
  String environment;

  public boolean isLocal() {
    return site.isHere(otherwise());
  }

  private Site.Otherwise otherwise() {
    return environment == null || Site.hasDefaultPort()
        ? Site.Otherwise.HERE
        : Site.Otherwise.CONFIGURED;
  }

  public String environment() {
    if (environment == null) {
      if (site.isElsewhere()) {
        throw new Failure("--environment is needed with --endpoint and with --aws");
      }
      return site.running().environment();
    }
    if (!Environments.NAME.matcher(environment).matches()) {
      throw new Failure("--environment " + environment + " is no name of an environment");
    }
    return environment;
  }

  /** The options that lead to the same environment, for a command that is shown. */
  public String options() {
    return site.options() + (environment == null ? "" : " --environment " + environment);
  }

  public AwsConnection connect() {
    return site.connect(otherwise());
  }

  /** A client of any service; who asks for it closes it. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    try (AwsConnection aws = connect()) {
      return aws.client(builder);
    }
  }

  /** What {@code /ecommerce/{environment}/{name}} says. */
  public String parameter(String name) {
    String path = "/ecommerce/" + environment() + "/" + name;
    try (SsmClient ssm = client(SsmClient.builder())) {
      return ssm.getParameter(get -> get.name(path)).parameter().value();
    } catch (ParameterNotFoundException e) {
      throw new Failure("parameter " + path + " does not exist: is the service deployed?", e);
    }
  }
}
