package ecommerce.cli.deploy;

import ecommerce.cli.site.Site;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command deploys to, and which services: AWS, unless another endpoint is named. */
final class Destination {

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

  @Mixin Site site;

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

  Deployer.Options options() {
    return new Deployer.Options(
        Target.root(),
        environment,
        Optional.ofNullable(bucket).filter(name -> !name.isBlank()),
        false,
        Optional.ofNullable(role).filter(arn -> !arn.isBlank()));
  }

  AwsConnection connect() {
    return site.connect(Site.Otherwise.CONFIGURED);
  }
}
