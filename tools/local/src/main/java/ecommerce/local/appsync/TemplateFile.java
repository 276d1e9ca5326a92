package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text that a template has either inline or in a file: in S3, or beside the template.
 *
 * @param name as errors name it: the file as the template names it, or the property
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
    byte[] bytes = desired.file(desired.node(location).orElseThrow());
    return new TemplateFile(file, new String(bytes, StandardCharsets.UTF_8));
  }
}
