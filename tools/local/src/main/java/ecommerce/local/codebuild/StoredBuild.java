package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.Project;

/**
 * A build with the project that it was started with: the project as it was then, under the
 * overrides of its start. So it can run later, and again.
 *
 * @param token by which its caller asks for it once only
 */
record StoredBuild(ObjectNode json, ObjectNode by, Optional<String> token) {

  StoredBuild {
    token = token == null ? Optional.empty() : token;
  }

  static StoredBuild of(Build build, Project project, Optional<String> token) {
    return new StoredBuild(Shapes.toJson(build), Shapes.toJson(project), token);
  }

  Build build() {
    return Shapes.fromJson(json, Build.builder()).build();
  }

  Project project() {
    return Projects.read(by);
  }

  StoredBuild with(Build build) {
    return new StoredBuild(Shapes.toJson(build), by, token);
  }
}
