package ecommerce.deploy;

import ecommerce.deploy.packaging.PackagedTemplate;
import ecommerce.deploy.packaging.Packager;
import ecommerce.deploy.stacks.DeployedStack;
import ecommerce.deploy.stacks.S3Artifacts;
import ecommerce.deploy.stacks.StackDeployment;
import ecommerce.deploy.stacks.StackRequest;
import ecommerce.deploy.stacks.Stacks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks that are of no environment and no service: an account's pipeline and what it needs. They
 * go with the permissions of who deploys them.
 */
public final class OwnStacks {

  private final AwsConnection aws;
  private final DeployProgress progress;
  private final Stacks stacks;

  public OwnStacks(AwsConnection aws, DeployProgress progress) {
    this.aws = aws;
    this.progress = progress;
    this.stacks = new Stacks(aws.cloudFormation(), aws.pace());
  }

  public Optional<DeployedStack> find(String name) {
    return stacks.find(name);
  }

  /** The account's bucket for artefacts, which is made where it is missing. */
  public String artifactBucket() {
    return new ArtifactBucket(aws.cloudFormation(), aws.pace(), progress).name();
  }

  /**
   * Brings a stack to what its template and the parameters say.
   *
   * @param parameters those that are not given keep their value, in a new stack the default
   * @return the stack as it is then
   */
  public DeployedStack deploy(String name, Path template, Map<String, String> parameters) {
    String bucket = artifactBucket();
    PackagedTemplate packaged = new Packager(bucket, aws.region()).of(template);
    Map<String, String> values = new LinkedHashMap<>();
    stacks.find(name).ifPresent(present -> values.putAll(present.parameters()));
    values.putAll(parameters);
    progress.finished(
        new StackDeployment(
                aws.cloudFormation(),
                new S3Artifacts(aws::s3, bucket, aws.region()),
                aws.pace(),
                progress)
            .deploy(
                new StackRequest(
                    name,
                    packaged,
                    StackRequest.declared(packaged, values),
                    Map.of("service", "pipeline")),
                Map.of()));
    return stacks.find(name).orElseThrow();
  }
}
