package ecommerce.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last 4 kB of what an invocation logged, as {@code X-Amz-Log-Result} gives it. */
final class LogTail {

  private static final int MOST = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private int characters;

  synchronized void add(String line) {
    lines.addLast(line);
    characters += line.length() + 1;
    while (characters > MOST * 2 && lines.size() > 1) {
      characters -= lines.removeFirst().length() + 1;
    }
  }

  synchronized String text() {
    byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return all.length <= MOST
        ? new String(all, StandardCharsets.UTF_8)
        : new String(all, all.length - MOST, MOST, StandardCharsets.UTF_8);
  }
}
