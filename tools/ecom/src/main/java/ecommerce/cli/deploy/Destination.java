package ecommerce.cli.deploy;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command deploys to, and which services: AWS, unless another endpoint is named. */
final class Destination {

  private static final String LOCAL_REGION = "us-east-1";

  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Only these services (default: all).")
  List<String> services = List.of();

  @Option(
      names = "--environment",
      required = true,
      paramLabel = "NAME",
      description = "The environment's name: dev, tests, staging, prod …")
  String environment;

  @ArgGroup(exclusive = true)
  Address address = new Address();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Default: as the AWS SDK is configured.")
  String region;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "${env:ECOM_ARTIFACT_BUCKET}",
      description =
          "The bucket for artefacts (default: $ECOM_ARTIFACT_BUCKET, else that of the stack"
              + " ecommerce-artifacts, which is made where it is missing).")
  String bucket;

  @Option(
      names = "--stack-role",
      paramLabel = "ARN",
      defaultValue = "${env:ECOM_STACK_ROLE}",
      description =
          "The role that CloudFormation takes, with {environment} and {service} to be filled in"
              + " (default: $ECOM_STACK_ROLE, else none: your own permissions).")
  String role;

  /** Neither means what the AWS SDK is configured for. */
  static final class Address {

    @Option(
        names = "--endpoint",
        paramLabel = "URL",
        description = "An endpoint that speaks like AWS (default: $AWS_ENDPOINT_URL, else AWS).")
    String endpoint;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "The local environment on this port.")
    Integer port;
  }

  Deployer.Options options() {
    return new Deployer.Options(
        Target.root(),
        environment,
        Optional.ofNullable(bucket).filter(name -> !name.isBlank()),
        false,
        Optional.ofNullable(role).filter(arn -> !arn.isBlank()));
  }

  AwsConnection connect() {
    if (address.port == null) {
      return AwsConnection.configured(
          Optional.ofNullable(address.endpoint), Optional.ofNullable(region));
    }
    if (address.port < 1 || address.port > 65535) {
      throw new Failure("--port " + address.port + " is no port: use 1 to 65535");
    }
    String local =
        RunningEnvironment.find(address.port).map(RunningEnvironment::region).orElse(LOCAL_REGION);
    return AwsConnection.local("http://localhost:" + address.port, region == null ? local : region);
  }
}
