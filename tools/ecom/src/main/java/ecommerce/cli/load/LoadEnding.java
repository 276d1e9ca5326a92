package ecommerce.cli.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, a process that is asked to end stops its run first, and ends when this is
 * closed: then the report is told. It waits for 15 seconds at most.
 */
final class LoadEnding implements AutoCloseable {

  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean asked;

  LoadEnding(Runnable stop) {
    hook = new Thread(() -> end(stop), "load-ending");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process is about to end. */
  boolean isAsked() {
    return asked;
  }

  /** What the process runs when it is asked to end. */
  Thread hook() {
    return hook;
  }

  private void end(Runnable stop) {
    asked = true;
    stop.run();
    try {
      told.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
