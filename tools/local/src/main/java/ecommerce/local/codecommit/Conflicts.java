package ecommerce.local.codecommit;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import software.amazon.awssdk.services.codecommit.model.DirectoryNameConflictsWithFileNameException;
import software.amazon.awssdk.services.codecommit.model.FileNameConflictsWithDirectoryNameException;

/** Refuses commits after which one name would be both a file and a folder. */
final class Conflicts {

  private Conflicts() {}

  /**
   * @param files before the commit
   * @throws FileNameConflictsWithDirectoryNameException where a file takes the name of a folder
   * @throws DirectoryNameConflictsWithFileNameException where a file's folder has the name of a
   *     file
   */
  static void refuse(DirCache files, Map<String, CommitWriter.Change> changes) {
    NavigableSet<String> after = new TreeSet<>();
    for (int i = 0; i < files.getEntryCount(); i++) {
      after.add(files.getEntry(i).getPathString());
    }
    changes.forEach(
        (path, change) -> {
          if (change.gone()) {
            after.remove(path);
          } else {
            after.add(path);
          }
        });
    changes.keySet().stream().filter(after::contains).forEach(path -> refuse(after, path));
  }

  private static void refuse(NavigableSet<String> files, String path) {
    String below = files.ceiling(path + "/");
    if (below != null && below.startsWith(path + "/")) {
      throw Refusals.of(
          FileNameConflictsWithDirectoryNameException.builder(),
          "The file " + path + " has the name of a folder: it has " + below);
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (files.contains(folder)) {
        throw Refusals.of(
            DirectoryNameConflictsWithFileNameException.builder(),
            "The folder " + folder + " of " + path + " has the name of a file");
      }
    }
  }
}
