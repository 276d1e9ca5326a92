package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Of two moves that race, one wins. */
@PlatformTest
class PaymentRacesIT {

  private final PaymentCompany company;

  PaymentRacesIT(Platform platform) {
    this.company = platform.paymentCompany();
  }

  /** Starts all at the same time, and gives what each answered. */
  private static List<Boolean> race(List<Callable<Boolean>> moves) throws Exception {
    CyclicBarrier start = new CyclicBarrier(moves.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(moves.size())) {
      List<Future<Boolean>> answers =
          moves.stream()
              .map(
                  move ->
                      threads.submit(
                          () -> {
                            start.await();
                            return move.call();
                          }))
              .toList();
      List<Boolean> results = new java.util.ArrayList<>();
      for (Future<Boolean> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }

  @RepeatedTest(5)
  void aCaptureAndAReleaseNeverBothHappen() throws Exception {
    String token = company.preauthorise(1000);
    List<Boolean> won =
        race(
            List.of(
                () -> company.process(token),
                () -> company.cancel(token),
                () -> company.process(token),
                () -> company.cancel(token)));
    boolean captured = won.get(0);
    assertThat(won).containsExactly(captured, !captured, captured, !captured);
    assertThat(company.process(token)).isEqualTo(captured);
    assertThat(company.cancel(token)).isEqualTo(!captured);
    assertThat(company.refundAll(token)).isEqualTo(captured);
    assertThat(company.check(token, 0)).isFalse();
  }

  @Test
  void aCaptureTakesWhatAChangeOfTheAmountHasLeft() throws Exception {
    String token = company.preauthorise(1000);
    List<Boolean> won =
        race(List.of(() -> company.updateAmount(token, 700), () -> company.process(token)));
    assertThat(won.get(1)).isTrue();
    long captured = won.get(0) ? 700 : 1000;
    assertThat(company.refund(token, captured + 1)).isFalse();
    assertThat(company.refund(token, captured)).isTrue();
  }

  @Test
  void refundsThatRaceNeverGiveBackMoreThanWasCaptured() throws Exception {
    String token = company.preauthorise(1000);
    company.process(token);
    List<Callable<Boolean>> refunds =
        IntStream.range(0, 5)
            .mapToObj(i -> (Callable<Boolean>) () -> company.refund(token, 300))
            .toList();
    assertThat(race(refunds)).filteredOn(Boolean::booleanValue).hasSize(3);
    assertThat(company.refund(token, 101)).isFalse();
    assertThat(company.refund(token, 100)).isTrue();
  }
}
