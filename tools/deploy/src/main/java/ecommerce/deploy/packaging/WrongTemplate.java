package ecommerce.deploy.packaging;

import java.nio.file.Path;

/** A template that cannot be packaged. The message starts with file and line. */
public final class WrongTemplate extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongTemplate(Path file, int line, String fault) {
    super(file + ":" + line + ": " + fault);
  }

  WrongTemplate(Path file, String fault, Throwable cause) {
    super(file + " " + fault, cause);
  }
}
