package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipsTest {

  @TempDir Path directory;
  private Path from;
  private Path to;

  @BeforeEach
  void makeFolders() throws IOException {
    from = Files.createDirectory(directory.resolve("from"));
    to = Files.createDirectory(directory.resolve("to"));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(from.resolve(name), name);
  }

  private void bring(Map<String, Path> files) throws IOException {
    Path zip = directory.resolve("all.zip");
    Zips.pack(zip, files);
    Zips.unpack(zip, to);
  }

  @Test
  void bringsBackLinksWhereverTheyLeadAndLeavesWhatIsThere() throws IOException {
    Path link = Files.createSymbolicLink(from.resolve("python"), Path.of("/usr/bin/python3"));
    Files.writeString(to.resolve("there"), "as it was");
    bring(Map.of("bin/python", link, "there", file("other"), "bin/new", file("new")));
    assertThat(Files.readSymbolicLink(to.resolve("bin/python")))
        .isEqualTo(Path.of("/usr/bin/python3"));
    assertThat(to.resolve("there")).hasContent("as it was");
    assertThat(to.resolve("bin/new")).hasContent("new");
  }

  @Test
  void writesNothingThroughLinks() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("out", Files.createSymbolicLink(from.resolve("out"), outside));
    files.put("out/deep/file", file("file"));
    assertThatThrownBy(() -> bring(files))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("out/deep/file");
    assertThat(outside).isEmptyDirectory();
  }
}
