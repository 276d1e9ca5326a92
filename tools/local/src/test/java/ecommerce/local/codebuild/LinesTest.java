package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void handsOnVeryLongLinesInPiecesAndKeepsTheirEndsWhole() throws IOException {
    List<String> read = new ArrayList<>();
    Lines lines =
        new Lines(new StringReader("ab\r\n\n" + "x".repeat(25) + "END\nlast"), 10, 3, read::add);
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      read.add(next.get());
    }
    assertThat(read)
        .containsExactly("ab", "", "x".repeat(10), "x".repeat(10), "x".repeat(5) + "END", "last");
  }
}
