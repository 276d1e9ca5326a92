package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSelectionTest {

  @TempDir Path directory;

  @Test
  void refusesToDropOneOfTwoFilesWithOneName() throws IOException {
    for (String folder : List.of("a", "b")) {
      Files.createDirectory(directory.resolve(folder));
      Files.writeString(directory.resolve(folder).resolve("report.xml"), folder);
    }
    Buildspec.Files flat =
        new Buildspec.Files(List.of("**/*.xml"), List.of(), Optional.empty(), ".", true);
    assertThatThrownBy(() -> FileSelection.of(directory, flat))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll("discard-paths", "a/report.xml", "b/report.xml");
    assertThat(FileSelection.of(directory, flat.inFolders()))
        .containsOnlyKeys("a/report.xml", "b/report.xml");
  }
}
