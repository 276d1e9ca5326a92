package ecommerce.deploy;

import ecommerce.deploy.packaging.Artifact;
import ecommerce.deploy.packaging.PackagedTemplate;
import ecommerce.deploy.packaging.Packager;
import ecommerce.deploy.stacks.Artifacts;
import ecommerce.deploy.stacks.DeployedStack;
import ecommerce.deploy.stacks.Pace;
import ecommerce.deploy.stacks.StackDeployment;
import ecommerce.deploy.stacks.StackFailure;
import ecommerce.deploy.stacks.StackProgress;
import ecommerce.deploy.stacks.StackRequest;
import ecommerce.deploy.stacks.Stacks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * The bucket of an account and region in which all environments' artefacts are: the output {@code
 * Bucket} of a stack of its own, which is made where it is missing and never changed afterwards.
 */
final class ArtifactBucket {

  static final String STACK = "ecommerce-artifacts";
  static final String OUTPUT = "Bucket";
  private static final String TEMPLATE = "artifacts.yaml";

  private final CloudFormationClient cloudFormation;
  private final Pace pace;
  private final StackProgress progress;

  ArtifactBucket(CloudFormationClient cloudFormation, Pace pace, StackProgress progress) {
    this.cloudFormation = cloudFormation;
    this.pace = pace;
    this.progress = progress;
  }

  /** The bucket's name. */
  String name() {
    Stacks stacks = new Stacks(cloudFormation, pace);
    Optional<String> present = bucket(stacks);
    if (present.isPresent()) {
      return present.get();
    }
    progress.note(STACK, "making the bucket for artefacts");
    new StackDeployment(cloudFormation, new None(), pace, progress)
        .deploy(
            new StackRequest(STACK, template(), Map.of(), Map.of("service", "artifacts")),
            Map.of());
    return bucket(stacks).orElseThrow(() -> new StackFailure(STACK, "has no output " + OUTPUT));
  }

  private static Optional<String> bucket(Stacks stacks) {
    return stacks.find(STACK).flatMap((DeployedStack stack) -> stack.output(OUTPUT));
  }

  static PackagedTemplate template() {
    try (InputStream in = ArtifactBucket.class.getResourceAsStream(TEMPLATE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Packager("", "").of(Path.of(TEMPLATE), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bucket's own stack has no artefacts, and no bucket yet. */
  private static final class None implements Artifacts {

    @Override
    public void keep(Artifact artifact) {
      throw new IllegalStateException(STACK + " has no artefacts");
    }

    @Override
    public String url(Artifact artifact) {
      throw new IllegalStateException(STACK + " has no artefacts");
    }
  }
}
