package ecommerce.payment3p.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** Where the stack takes its files from, which are named relative to the service's folder. */
sealed interface Artefacts {

  /** The file's location, as a template has it. */
  String location(Construct scope, String file);

  /**
   * Beside the template: whoever packages it uploads them, and it says nothing of their content.
   */
  record Local() implements Artefacts {

    @Override
    public String location(Construct scope, String file) {
      return file;
    }
  }

  /**
   * Uploaded by the CDK CLI, to an object named by its content. Refuses a file that is not there.
   */
  record Uploaded(Path folder) implements Artefacts {

    @Override
    public String location(Construct scope, String file) {
      Path path = folder.resolve(file).toAbsolutePath().normalize();
      String id = path.getFileName().toString();
      return Asset.Builder.create(scope, id).path(path.toString()).build().getS3ObjectUrl();
    }
  }
}
