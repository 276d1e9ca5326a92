package ecommerce.local.codebuild;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lines of an output that may have very long ones: of those the beginning is handed on in pieces,
 * so that no more than one piece is ever kept, and the rest counts as the line.
 */
final class Lines {

  private final Reader reader;
  private final int most;
  private final int whole;
  private final Consumer<String> pieces;

  /**
   * @param most characters of a piece
   * @param whole so many characters before a line's end always stay in one piece
   */
  Lines(Reader reader, int most, int whole, Consumer<String> pieces) {
    this.reader = reader;
    this.most = most;
    this.whole = whole;
    this.pieces = pieces;
  }

  /** The next line without its end, or what is left of one; empty where the output has ended. */
  Optional<String> next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = reader.read(); next != '\n'; next = reader.read()) {
      if (next < 0) {
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
      }
      line.append((char) next);
      if (line.length() >= most + whole) {
        pieces.accept(line.substring(0, most));
        line.delete(0, most);
      }
    }
    int end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      line.setLength(end);
    }
    return Optional.of(line.toString());
  }
}
