package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of {@code src/test/resources/good}, three small services that break nothing, for a test to
 * break.
 */
final class ShopCheckout {

  private final Path root;

  private ShopCheckout(Path root) {
    this.root = root;
  }

  static ShopCheckout in(Path folder) throws IOException {
    Path good = Path.of(System.getProperty("ecom.root"), "tools/lint/src/test/resources/good");
    try (Stream<Path> files = Files.walk(good)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(good.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new ShopCheckout(folder);
  }

  Path root() {
    return root;
  }

  /** Replaces the first occurrence. */
  ShopCheckout change(String file, String from, String to) throws IOException {
    String text = Files.readString(root.resolve(file));
    int at = text.indexOf(from);
    assertThat(at).as("%s has: %s", file, from).isNotNegative();
    Files.writeString(
        root.resolve(file), text.substring(0, at) + to + text.substring(at + from.length()));
    return this;
  }

  ShopCheckout add(String file, String content) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), content);
    return this;
  }

  ShopCheckout move(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to));
    return this;
  }

  List<Finding> findings() {
    return List.copyOf(Lint.run(root, List.of()));
  }

  /** Exactly one finding, in this file, at the first line with this text, with these words. */
  void finds(String check, String file, String line, String words) throws IOException {
    List<Finding> found = findings();
    assertThat(found).map(Finding::toString).hasSize(1);
    Finding finding = found.getFirst();
    List<String> lines = Files.readAllLines(root.resolve(file));
    int number = 1;
    while (number <= lines.size() && !lines.get(number - 1).contains(line)) {
      number++;
    }
    assertThat(finding.toString())
        .startsWith(file + ":" + number + ": [" + check + "] ")
        .contains(words);
  }
}
