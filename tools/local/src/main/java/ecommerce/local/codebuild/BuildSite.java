package ecommerce.local.codebuild;

import java.nio.file.Path;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.Project;

/** A build at work: by what it goes, whom it acts as, and where it says what it does. */
record BuildSite(Workshop workshop, Project project, String id, Role role, BuildLog log) {

  /** All that the build has; gone when it is over. */
  Path folder() {
    return workshop.folder(id);
  }

  /** Where its primary source is. */
  Path source() {
    return folder().resolve("src");
  }

  Build build() {
    return workshop.builds().require(id).build();
  }
}
