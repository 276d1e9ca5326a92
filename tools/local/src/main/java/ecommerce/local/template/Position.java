package ecommerce.local.template;

import java.nio.file.Path;

/**
 * Where something was written: a file and a line (from 1). Written as {@code file:line}, as
 * compilers and editors do; {@code line 12} in a text that has no file's name. Of an entry of a
 * mapping it is the line of its key.
 */
public record Position(Path file, int line) {

  @Override
  public String toString() {
    return file.toString().isEmpty() ? "line " + line : file + ":" + line;
  }
}
