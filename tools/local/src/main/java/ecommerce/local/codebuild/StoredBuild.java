package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.Project;

/**
 * A build with the project that it was started with: the project as it was then, under the
 * overrides of its start. So it can run later, and again.
 */
record StoredBuild(ObjectNode json, ObjectNode by) {

  static StoredBuild of(Build build, Project project) {
    return new StoredBuild(Shapes.toJson(build), Shapes.toJson(project));
  }

  Build build() {
    return Shapes.fromJson(json, Build.builder()).build();
  }

  Project project() {
    return Projects.read(by);
  }

  StoredBuild with(Build build) {
    return new StoredBuild(Shapes.toJson(build), by);
  }
}
