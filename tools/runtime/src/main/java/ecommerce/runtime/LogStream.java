package ecommerce.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Standard output as the log: what is written at once is one log event, on one line; line breaks
 * within it travel as {@code 0x1E}. A line that begins with {@code 0x04} says that all that an
 * invocation wrote is before it.
 */
final class LogStream extends OutputStream {

  static final byte BREAK = 0x1E;
  static final byte END = 0x04;

  private final OutputStream out;
  private byte[] pending = new byte[0];

  LogStream(OutputStream out) {
    this.out = out;
  }

  /** Makes it the process's standard output and error. */
  static LogStream install() {
    LogStream stream = new LogStream(new FileOutputStream(FileDescriptor.out));
    PrintStream print = new PrintStream(stream, true, StandardCharsets.UTF_8);
    System.setOut(print);
    System.setErr(print);
    return stream;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + length);
    System.arraycopy(bytes, offset, pending, before, length);
    if (pending[pending.length - 1] == '\n') {
      flushPending();
    }
  }

  /** One event of the log, whatever it ends with. */
  synchronized void event(byte[] bytes) throws IOException {
    flushPending();
    write(bytes, 0, bytes.length);
    flushPending();
  }

  synchronized void endInvocation(String requestId) throws IOException {
    flushPending();
    out.write(((char) END + requestId + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void flushPending() throws IOException {
    if (pending.length == 0) {
      return;
    }
    byte[] event =
        pending[pending.length - 1] == '\n' ? pending : Arrays.copyOf(pending, pending.length + 1);
    pending = new byte[0];
    for (int i = 0; i < event.length - 1; i++) {
      event[i] = event[i] == '\n' ? BREAK : event[i];
    }
    event[event.length - 1] = '\n';
    out.write(event);
    out.flush();
  }
}
