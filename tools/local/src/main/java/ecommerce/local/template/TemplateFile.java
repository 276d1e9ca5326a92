package ecommerce.local.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a template, or a file that it includes, into a tree of nodes with positions: JSON where it
 * is named so, else YAML.
 */
final class TemplateFile {

  private TemplateFile() {}

  /**
   * @throws TemplateException where the file is missing, malformed, has a key twice, or is no
   *     mapping
   */
  static Node.Mapping read(Path file) {
    return read(file, new Position(file, 1));
  }

  /**
   * @param mentioned where the file is named: the place of the error that it is missing
   */
  static Node.Mapping read(Path file, Position mentioned) {
    return parsed(file, text(file, mentioned));
  }

  /**
   * @param name as positions show it
   */
  static Node.Mapping parsed(Path name, String text) {
    boolean json =
        name.toString().isEmpty()
            ? text.stripLeading().startsWith("{")
            : name.toString().endsWith(".json");
    Node tree = json ? JsonTree.read(name, text) : YamlTree.read(name, text);
    if (tree instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw new TemplateException(tree.position(), "the file is not a mapping");
  }

  static String text(Path file, Position mentioned) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new TemplateException(mentioned, file + " does not exist");
    } catch (CharacterCodingException e) {
      throw new TemplateException(mentioned, file + " is not UTF-8");
    } catch (IOException e) {
      throw new TemplateException(mentioned, file + " cannot be read: " + e.getMessage());
    }
  }
}
