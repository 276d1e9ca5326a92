package ecommerce.cli.site;

import ecommerce.deploy.Environments;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Where a command asks: the local environment on a port, or, where an environment is named, the
 * account that the AWS SDK is configured for.
 */
public final class Account {

  @Mixin Target target;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description =
          "An environment in the account of the AWS credentials (default: the local one).")
  public String environment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Of that account (default: as the AWS SDK is configured).")
  String region;

  public boolean isLocal() {
    return environment == null;
  }

  public String environment() {
    if (isLocal()) {
      return target.running().environment();
    }
    if (!Environments.NAME.matcher(environment).matches()) {
      throw new Failure("--environment " + environment + " is no name of an environment");
    }
    return environment;
  }

  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    if (isLocal()) {
      RunningEnvironment running = target.running();
      return new Aws(running.endpoint(), running.region(), running.environment()).client(builder);
    }
    if (region != null) {
      builder.region(Region.of(region));
    }
    return builder.httpClientBuilder(UrlConnectionHttpClient.builder()).build();
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
