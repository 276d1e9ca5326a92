package ecommerce.suite.target;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the suite is part of. */
public final class Checkout {

  private Checkout() {}

  /** {@code ecom.root}, else the nearest folder upwards with the entry script. */
  public static Path root() {
    String given = System.getProperty("ecom.root", "");
    if (!given.isBlank()) {
      return Path.of(given).toAbsolutePath();
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("ecom"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "no folder upwards from here has the entry script ecom; set -Decom.root");
    }
    return folder;
  }
}
