package ecommerce.lint;

import ecommerce.local.template.Position;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what the checks find, each breach once, in the order of the files. */
final class Findings {

  private final Path root;
  private final SortedSet<Finding> found;
  private final String check;

  private Findings(Path root, SortedSet<Finding> found, String check) {
    this.root = root;
    this.found = found;
    this.check = check;
  }

  static Findings in(Path root) {
    return new Findings(root, new TreeSet<>(), "");
  }

  /** The same collection, for what this check finds. */
  Findings of(String name) {
    return new Findings(root, found, name);
  }

  void add(Position place, String message) {
    Path file = place.file().startsWith(root) ? root.relativize(place.file()) : place.file();
    found.add(
        new Finding(file.normalize().toString().replace('\\', '/'), place.line(), check, message));
  }

  SortedSet<Finding> all() {
    return found;
  }
}
