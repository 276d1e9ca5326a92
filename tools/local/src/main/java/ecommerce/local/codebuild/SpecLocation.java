package ecommerce.local.codebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a build's buildspec is: in the project, or in a file of the source ({@code buildspec.yml}
 * where nothing is said). One in S3 is refused.
 */
final class SpecLocation {

  private SpecLocation() {}

  /**
   * @param wanted a file, or the buildspec itself, or null
   * @throws Failure where it is not there, or is wrong
   */
  static Buildspec read(String wanted, Path source, BuildLog log) throws IOException {
    String plain = wanted == null || wanted.isBlank() ? "buildspec.yml" : wanted.strip();
    if (plain.contains("\n") || plain.startsWith("{")) {
      log.say("YAML location is the project");
      return BuildspecReader.read("buildspec of the project", wanted);
    }
    if (plain.startsWith("arn:")) {
      throw new Failure("YAML_FILE_ERROR", "a buildspec in S3 is not supported here: " + plain);
    }
    Path file = source.resolve(plain).normalize();
    if (!file.startsWith(source) || !Files.isRegularFile(file)) {
      throw new Failure("YAML_FILE_ERROR", "the source has no file " + plain);
    }
    log.say("YAML location is " + file);
    return BuildspecReader.read(plain, Files.readString(file));
  }
}
