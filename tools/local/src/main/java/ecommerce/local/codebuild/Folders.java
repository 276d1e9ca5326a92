package ecommerce.local.codebuild;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that builds have left, to be removed. */
final class Folders {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codebuild");

  private Folders() {}

  /**
   * Removes a folder, with what a build has made unreadable too. What cannot be removed stays, and
   * is said in the log: a build ends whatever it leaves behind.
   */
  static void remove(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      removeAll(folder);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("the folder {} cannot be removed", folder, e);
    }
  }

  private static void removeAll(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      open(path.toFile());
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          removeAll(child);
        }
      }
    }
    Files.delete(path);
  }

  private static void open(File folder) {
    if (!folder.setReadable(true) || !folder.setWritable(true) || !folder.setExecutable(true)) {
      LOG.debug("the rights of {} cannot be set", folder);
    }
  }
}
