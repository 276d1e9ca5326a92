package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir Path directory;

  @Test
  void removesWhatNobodyMayReadAndFollowsNoLinks() throws IOException {
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Files.writeString(kept.resolve("file"), "here");
    Path work = Files.createDirectory(directory.resolve("work"));
    Files.createSymbolicLink(work.resolve("link"), kept);
    Path closed = Files.createDirectories(work.resolve("deep/closed"));
    Files.writeString(closed.resolve("file"), "gone");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Folders.remove(work);
    assertThat(work).doesNotExist();
    assertThat(kept.resolve("file")).hasContent("here");
    Folders.remove(work);
  }
}
