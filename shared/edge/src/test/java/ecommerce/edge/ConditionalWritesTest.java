package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class ConditionalWritesTest {

  private static final ConditionalWrites WRITES =
      new ConditionalWrites(null, "the table", Duration.ofMillis(500));

  private final AtomicInteger attempts = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError"})
  void writesAgainWhenOthersHeldTheItem(String code) {
    String written =
        WRITES.outlasting(
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw cancelled("None", code);
              }
              return "written";
            });

    assertThat(written).isEqualTo("written");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void writesAgainWhenATransactionHeldTheItemOfASingleWrite() {
    WRITES.outlasting(
        () -> {
          if (attempts.incrementAndGet() < 2) {
            throw TransactionConflictException.builder().build();
          }
          return "written";
        });

    assertThat(attempts).hasValue(2);
  }

  @Test
  void doesNotRepeatWhatAConditionRefuses() {
    assertThatThrownBy(() -> outlasting(cancelled("ConditionalCheckFailed", "TransactionConflict")))
        .isInstanceOf(TransactionCanceledException.class);
    assertThatThrownBy(() -> outlasting(ConditionalCheckFailedException.builder().build()))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void givesUpAnItemThatOthersHoldAllTheTime() {
    assertThatThrownBy(() -> outlasting(cancelled("TransactionConflict")))
        .isInstanceOf(Outage.class)
        .hasMessage("the table was changed by others at each attempt of 500 ms")
        .hasCauseInstanceOf(TransactionCanceledException.class);
    assertThat(attempts).hasValueGreaterThan(5);
  }

  @Test
  void saysFalseWhereAConditionDoesNotHold() {
    assertThat(happens(cancelled("None", "ConditionalCheckFailed"))).isFalse();
    assertThat(happens(ConditionalCheckFailedException.builder().build())).isFalse();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void letsWhatIsNeitherRefusedNorHeldTravelUp() {
    assertThatThrownBy(() -> happens(cancelled("None", "ValidationError")))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void knowsWhichWriteOfATransactionWasRefused() {
    assertThat(ConditionalWrites.firstRefused(cancelled("None", "ConditionalCheckFailed")))
        .isEqualTo(1);
    assertThat(ConditionalWrites.firstRefused(cancelled("ValidationError"))).isNegative();
  }

  private boolean happens(RuntimeException failure) {
    return WRITES.happens(
        () -> {
          attempts.incrementAndGet();
          throw failure;
        });
  }

  private void outlasting(RuntimeException failure) {
    WRITES.outlasting(
        () -> {
          attempts.incrementAndGet();
          throw failure;
        });
  }

  private static TransactionCanceledException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Arrays.stream(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }
}
