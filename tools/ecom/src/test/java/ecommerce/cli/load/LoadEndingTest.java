package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LoadEndingTest {

  @Test
  void stopsTheRunAndHoldsTheProcessUntilTheReportIsTold() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread process;
    try (LoadEnding ending = new LoadEnding(stopped::countDown)) {
      assertThat(ending.isAsked()).isFalse();
      process = Thread.ofVirtual().start(ending.hook());
      stopped.await();
      assertThat(ending.isAsked()).isTrue();
      assertThat(process.isAlive()).isTrue();
    }
    process.join();
  }

  @Test
  void leavesTheProcessAloneWhenItIsOver() {
    LoadEnding ending = new LoadEnding(() -> {});
    ending.close();
    assertThat(Runtime.getRuntime().removeShutdownHook(ending.hook())).isFalse();
  }
}
