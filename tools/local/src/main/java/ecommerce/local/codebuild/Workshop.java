package ecommerce.local.codebuild;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.LogSink;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What builds are made with.
 *
 * @param folder below which each build has a folder of its own while it runs
 */
record Workshop(
    Account account,
    Timers timers,
    Roles roles,
    Authorizer authorizer,
    LogSink logs,
    Builds builds,
    Phases phases,
    Sources sources,
    Variables variables,
    Caches caches,
    Artifacts artifacts,
    ReportUpload reports,
    CredentialsEndpoint credentials,
    Path folder) {

  Path folder(String buildId) {
    return folder.resolve(buildId.substring(buildId.indexOf(':') + 1));
  }

  /** Removes what builds that were interrupted have left. */
  void clear() {
    remove(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder, with what a build has made unreadable too. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              path.toFile().setWritable(true);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(path);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, IOException problem)
                throws IOException {
              Files.delete(path);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be removed", e);
    }
  }
}
