package ecommerce.local.template;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The text of a template and where what it includes is found. A template that came as text has no
 * folder: it may name nothing but {@code s3://} objects, as on AWS.
 *
 * @param name of the file in positions; empty where it came as text: positions are {@code line 12}
 * @param directory where relative file names start
 * @param objects the text of an object by its {@code s3://bucket/key}
 */
public record TemplateSource(
    Path name, String text, Optional<Path> directory, UnaryOperator<String> objects) {

  /**
   * @throws TemplateException where the file is missing or is not UTF-8
   */
  public static TemplateSource file(Path file, UnaryOperator<String> objects) {
    String text = TemplateFile.text(file, new Position(file, 1));
    Path parent = file.getParent();
    return new TemplateSource(
        file, text, Optional.of(parent == null ? Path.of("") : parent), objects);
  }

  public static TemplateSource text(String text, UnaryOperator<String> objects) {
    return new TemplateSource(Path.of(""), text, Optional.empty(), objects);
  }

  /** A file alone, with nothing in S3. */
  static TemplateSource local(Path file) {
    return file(
        file,
        uri -> {
          throw new IllegalArgumentException("there is no object " + uri + " here");
        });
  }

  Node.Mapping parsed() {
    return TemplateFile.parsed(name, text);
  }

  /** A file that the template includes: beside it, or in S3. */
  Node.Mapping included(String location, Position mentioned) {
    if (location.startsWith("s3://")) {
      try {
        return TemplateFile.parsed(
            Path.of(location.substring("s3://".length())), objects.apply(location));
      } catch (IllegalArgumentException e) {
        throw new TemplateException(mentioned, "AWS::Include: " + e.getMessage());
      }
    }
    if (location.contains("://") || directory.isEmpty()) {
      throw new TemplateException(
          mentioned,
          "AWS::Include of "
              + location
              + " is not supported: the file must be "
              + (directory.isEmpty() ? "at s3://bucket/key" : "local or at s3://bucket/key"));
    }
    return TemplateFile.read(directory.get().resolve(location), mentioned);
  }
}
