package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Text that a template has either inline or in a local file.
 *
 * @param name as errors name it: the file, relative to the template, or the property
 */
record TemplateFile(String name, String text) {

  /**
   * @throws IllegalArgumentException where neither or both are given, or the file cannot be read
   */
  static TemplateFile of(Desired desired, String inline, String location) {
    Optional<String> text = desired.text(inline);
    Optional<String> file = desired.text(location);
    if (text.isPresent() == file.isPresent()) {
      throw new IllegalArgumentException(
          desired.logicalId() + " needs either " + inline + " or " + location);
    }
    return text.map(given -> new TemplateFile(desired.logicalId() + "." + inline, given))
        .orElseGet(() -> read(desired, location, file.orElseThrow()));
  }

  private static TemplateFile read(Desired desired, String location, String file) {
    if (file.startsWith("s3:") || file.startsWith("http")) {
      throw new IllegalArgumentException(
          location + " of " + desired.logicalId() + " must be a local file here: " + file);
    }
    Path path = desired.directory().resolve(file);
    try {
      return new TemplateFile(file, Files.readString(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          location + " of " + desired.logicalId() + ": " + path + " cannot be read", e);
    }
  }
}
