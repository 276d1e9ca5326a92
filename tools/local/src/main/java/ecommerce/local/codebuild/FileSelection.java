package ecommerce.local.codebuild;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that patterns of a buildspec mean: {@code *} within a folder, {@code **} below it,
 * relative to a base folder.
 */
final class FileSelection {

  private FileSelection() {}

  /**
   * @return files by their names below the base; without folders where it is flat
   * @throws Failure where the base is no folder, or two files of a flat selection have one name
   */
  static Map<String, Path> of(Path source, Buildspec.Files wanted) {
    Path base = base(source, wanted.baseDirectory());
    List<Pattern> patterns = wanted.patterns().stream().map(p -> pattern(base, p)).toList();
    List<Pattern> excluded = wanted.excluded().stream().map(p -> pattern(base, p)).toList();
    Map<String, Path> found = new TreeMap<>();
    try {
      Files.walkFileTree(
          base,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = base.relativize(file).toString();
              if (any(patterns, name) && !any(excluded, name)) {
                Path other = found.put(wanted.flat() ? file.getFileName().toString() : name, file);
                if (other != null) {
                  throw Failure.client(
                      "discard-paths would leave one of two files only: "
                          + base.relativize(other)
                          + " and "
                          + name);
                }
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw Failure.client("the files in " + base + " cannot be read: " + e);
    }
    return found;
  }

  private static Path base(Path source, String wanted) {
    Path base = source.resolve(wanted).normalize();
    if (wanted.contains("*")) {
      throw Failure.client("base-directory " + wanted + ": patterns are not supported there");
    }
    if (!Files.isDirectory(base)) {
      throw Failure.client("base-directory " + wanted + " is not a folder of the source");
    }
    return base;
  }

  private static boolean any(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /** A pattern that names a folder means what is in it. */
  private static Pattern pattern(Path base, String glob) {
    String plain = glob.replaceFirst("^\\./", "").replaceFirst("/+$", "");
    if (!plain.contains("*") && Files.isDirectory(base.resolve(plain))) {
      plain = plain + "/**/*";
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      if (plain.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (plain.startsWith("**", i)) {
        regex.append(".*");
        i += 1;
      } else if (plain.charAt(i) == '*') {
        regex.append("[^/]*");
      } else if (plain.charAt(i) == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(plain.charAt(i))));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
