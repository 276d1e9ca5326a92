package ecommerce.runtime;

import java.io.IOException;

/**
 * Ends the process when the one that started it is gone, whatever the handler does at that moment:
 * standard input is a pipe that the parent holds open and never writes to. Off where standard input
 * is not such a pipe.
 */
final class ParentWatch {

  static final String PROPERTY = "ecommerce.runtime.parent-pipe";

  private ParentWatch() {}

  static void start() {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread.ofPlatform()
          .daemon()
          .name("parent-watch")
          .stackSize(64 * 1024)
          .start(ParentWatch::await);
    }
  }

  private static void await() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said; only the end counts.
      }
    } catch (IOException e) {
      // The pipe broke: the same end.
    }
    Runtime.getRuntime().halt(0);
  }
}
