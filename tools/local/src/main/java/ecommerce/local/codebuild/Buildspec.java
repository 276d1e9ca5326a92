package ecommerce.local.codebuild;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build does, version 0.2.
 *
 * @param phases by name ({@code install}, {@code pre_build}, {@code build}, {@code post_build})
 * @param reports by the name of their group, or its ARN
 * @param artifacts nothing where it makes none
 * @param secondary further artifacts, by their identifier
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build
 *     specification reference</a>
 */
record Buildspec(
    Map<String, String> variables,
    Map<String, String> parameters,
    List<String> exported,
    Map<String, Phase> phases,
    Map<String, Files> reports,
    Optional<Files> artifacts,
    Map<String, Files> secondary,
    List<String> cachePaths) {

  /** What happens to the rest of the build when a phase fails. */
  enum OnFailure {
    /** After {@code build}, {@code post_build} still runs; after any other, nothing does. */
    AS_USUAL,
    ABORT,
    CONTINUE
  }

  /**
   * @param last what runs after the commands, whether or not they succeeded ({@code finally})
   * @param runtimes versions by the name of their language
   */
  record Phase(
      List<String> commands,
      List<String> last,
      OnFailure onFailure,
      Map<String, String> runtimes) {}

  /**
   * Files of a build.
   *
   * @param name of artifacts, with variables and commands of the shell in it
   * @param baseDirectory relative to the source
   * @param flat without their folders
   */
  record Files(
      List<String> patterns,
      List<String> excluded,
      Optional<String> name,
      String baseDirectory,
      boolean flat) {

    /** The same files, in their folders. */
    Files inFolders() {
      return new Files(patterns, excluded, name, baseDirectory, false);
    }
  }
}
