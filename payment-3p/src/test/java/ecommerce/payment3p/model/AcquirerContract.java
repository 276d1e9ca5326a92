package ecommerce.payment3p.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must hold of the payment company's moves, whatever keeps the tokens. */
public abstract class AcquirerContract {

  private static final OptionalLong ALL = OptionalLong.empty();

  private final Acquirer acquirer = new Acquirer(tokens(), () -> UUID.randomUUID().toString());
  private final String token = acquirer.preauthorise(1000);

  protected abstract Tokens tokens();

  @Test
  void tokenIsAuthorisedForItsAmountAndLess() {
    assertThat(acquirer.check(token, 1000)).isTrue();
    assertThat(acquirer.check(token, 0)).isTrue();
    assertThat(acquirer.check(token, 1001)).isFalse();
    assertThat(acquirer.check("never given out", 0)).isFalse();
  }

  @Test
  void amountIsLoweredAndNotRaised() {
    assertThat(acquirer.updateAmount(token, 600)).isTrue();
    assertThat(acquirer.updateAmount(token, 600)).isTrue();
    assertThat(acquirer.check(token, 601)).isFalse();
    assertThat(acquirer.updateAmount(token, 601)).isFalse();
    assertThat(acquirer.updateAmount("never given out", 1)).isFalse();
    assertThat(acquirer.capture(token)).isEqualTo(new Acquirer.Settled(true, 600));
  }

  @Test
  void capturingAgainIsDoneAndChangesNothing() {
    assertThat(acquirer.capture(token)).isEqualTo(new Acquirer.Settled(true, 1000));
    assertThat(acquirer.capture(token)).isEqualTo(new Acquirer.Settled(true, 1000));
    assertThat(acquirer.check(token, 0)).isFalse();
    assertThat(acquirer.updateAmount(token, 1)).isFalse();
    assertThat(acquirer.refund(token, OptionalLong.of(1001))).isFalse();
    assertThat(acquirer.refund(token, OptionalLong.of(1000))).isTrue();
  }

  @Test
  void cancellingAgainIsDoneAndChangesNothing() {
    assertThat(acquirer.cancel(token)).isEqualTo(new Acquirer.Settled(true, 1000));
    assertThat(acquirer.cancel(token)).isEqualTo(new Acquirer.Settled(true, 1000));
    assertThat(acquirer.check(token, 0)).isFalse();
  }

  @Test
  void refusesTheImpossible() {
    String captured = acquirer.preauthorise(5);
    acquirer.capture(captured);
    acquirer.cancel(token);

    assertThat(acquirer.cancel(captured).ok()).isFalse();
    assertThat(acquirer.capture(token).ok()).isFalse();
    assertThat(acquirer.capture("never given out").ok()).isFalse();
    assertThat(acquirer.cancel("never given out").ok()).isFalse();
  }

  @Test
  void tokenTooLongToBeAKeyWasNeverGivenOut() {
    String endless = "t".repeat(3000);

    assertThat(acquirer.check(endless, 0)).isFalse();
    assertThat(acquirer.updateAmount(endless, 0)).isFalse();
    assertThat(acquirer.capture(endless).ok()).isFalse();
    assertThat(acquirer.cancel(endless).ok()).isFalse();
    assertThat(acquirer.refund(endless, ALL)).isFalse();
    assertThat(acquirer.refund(endless, OptionalLong.of(1))).isFalse();
    assertThat(acquirer.refund(endless, "r1", ALL)).isFalse();
    assertThat(acquirer.status(endless)).isEqualTo(new TokenState.Unknown());
  }

  @Test
  void refundsOnlyWhatWasCaptured() {
    assertThat(acquirer.refund(token, ALL)).isFalse();
    assertThat(acquirer.refund("never given out", ALL)).isFalse();
    acquirer.cancel(token);
    assertThat(acquirer.refund(token, ALL)).isFalse();
    assertThat(acquirer.refund(token, OptionalLong.of(0))).isFalse();
  }

  @Test
  void partsNeverExceedTheCapturedAmount() {
    acquirer.capture(token);

    assertThat(acquirer.refund(token, OptionalLong.of(600))).isTrue();
    assertThat(acquirer.refund(token, OptionalLong.of(600))).isFalse();
    assertThat(acquirer.refund(token, OptionalLong.of(400))).isTrue();
    assertThat(acquirer.refund(token, OptionalLong.of(1))).isFalse();
    assertThat(acquirer.refund(token, ALL)).isTrue();
  }

  @Test
  void refundOfTheWholeGivesBackWhatIsLeft() {
    acquirer.capture(token);
    acquirer.refund(token, OptionalLong.of(100));

    assertThat(acquirer.refund(token, ALL)).isTrue();
    assertThat(acquirer.refund(token, ALL)).isTrue();
    assertThat(acquirer.refund(token, OptionalLong.of(1))).isFalse();
  }

  @Test
  void refundUnderAnIdHappensOnce() {
    acquirer.capture(token);

    assertThat(acquirer.refund(token, "r1", OptionalLong.of(600))).isTrue();
    assertThat(acquirer.refund(token, "r1", OptionalLong.of(600))).isTrue();
    assertThat(acquirer.status(token))
        .isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 1000, 600));

    assertThat(acquirer.refund(token, "r1", OptionalLong.of(100))).isFalse();
    assertThat(acquirer.refund(token, "r2", OptionalLong.of(401))).isFalse();
    assertThat(acquirer.refund(token, "r3", ALL)).isTrue();
    assertThat(acquirer.refund(token, "r3", ALL)).isTrue();
    assertThat(acquirer.status(token))
        .isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 1000, 1000));
  }

  @Test
  void refundUnderAnIdThatWasRefusedMayBeAskedForAgain() {
    assertThat(acquirer.refund(token, "r1", OptionalLong.of(1))).isFalse();
    assertThat(acquirer.refund("never given out", "r1", ALL)).isFalse();
    acquirer.capture(token);

    assertThat(acquirer.refund(token, "r1", OptionalLong.of(1))).isTrue();
  }

  @Test
  void saysWhereATokenStands() {
    assertThat(acquirer.status("never given out")).isEqualTo(new TokenState.Unknown());
    assertThat(acquirer.status(token)).isEqualTo(new TokenState.Authorised(1000));
    acquirer.cancel(token);
    assertThat(acquirer.status(token))
        .isEqualTo(new TokenState.Settled(Settlement.CANCELLED, 1000, 0));
  }

  @Test
  void refundsUnderOneIdThatRaceGiveBackOnce() throws Exception {
    acquirer.capture(token);

    List<Boolean> done = race(8, i -> acquirer.refund(token, "r1", OptionalLong.of(300)));

    assertThat(done).containsOnly(true);
    assertThat(acquirer.status(token))
        .isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 1000, 300));
  }

  @Test
  void refundsUnderManyIdsThatRaceNeverExceedTheCapturedAmount() throws Exception {
    acquirer.capture(token);

    List<Boolean> done = race(10, i -> acquirer.refund(token, "r" + i, OptionalLong.of(300)));

    assertThat(done.stream().filter(ok -> ok)).hasSize(3);
    assertThat(acquirer.status(token))
        .isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 1000, 900));
  }

  @Test
  void zeroIsAnAmount() {
    String nothing = acquirer.preauthorise(0);
    assertThat(acquirer.check(nothing, 0)).isTrue();
    assertThat(acquirer.capture(nothing)).isEqualTo(new Acquirer.Settled(true, 0));
    assertThat(acquirer.refund(nothing, ALL)).isTrue();
  }

  @Test
  void ofCaptureAndCancelThatRaceOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      String raced = acquirer.preauthorise(1000);
      List<Boolean> done =
          race(8, i -> i % 2 == 0 ? acquirer.capture(raced).ok() : acquirer.cancel(raced).ok());

      boolean captured = acquirer.capture(raced).ok();
      for (int i = 0; i < done.size(); i++) {
        assertThat(done.get(i)).isEqualTo((i % 2 == 0) == captured);
      }
      assertThat(acquirer.cancel(raced).ok()).isEqualTo(!captured);
    }
  }

  @Test
  void ofCapturesThatRaceTheMoneyMovesOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      String raced = acquirer.preauthorise(1000);

      List<Boolean> done =
          race(4, i -> acquirer.capture(raced).equals(new Acquirer.Settled(true, 1000)));

      assertThat(done).containsOnly(true);
      assertThat(acquirer.refund(raced, OptionalLong.of(1000))).isTrue();
      assertThat(acquirer.refund(raced, OptionalLong.of(1))).isFalse();
    }
  }

  @Test
  void whatIsCapturedIsWhatTheLastAcceptedUpdateLeft() throws Exception {
    for (int round = 0; round < 5; round++) {
      String raced = acquirer.preauthorise(1000);
      List<Boolean> done =
          race(4, i -> i == 0 ? acquirer.capture(raced).ok() : acquirer.updateAmount(raced, 500));

      boolean lowered = done.subList(1, 4).contains(true);
      assertThat(done.getFirst()).isTrue();
      assertThat(acquirer.capture(raced).amount()).isEqualTo(lowered ? 500 : 1000);
    }
  }

  @Test
  void partsThatRaceNeverExceedTheCapturedAmount() throws Exception {
    acquirer.capture(token);

    List<Boolean> done = race(10, i -> acquirer.refund(token, OptionalLong.of(300)));

    assertThat(done.stream().filter(ok -> ok)).hasSize(3);
  }

  private interface Move {
    boolean make(int i);
  }

  private static List<Boolean> race(int runners, Move move) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
      List<Callable<Boolean>> moves = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int runner = i;
        moves.add(() -> move.make(runner));
      }
      List<Boolean> done = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(moves)) {
        done.add(result.get());
      }
      return done;
    }
  }
}
