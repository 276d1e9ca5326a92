package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class ContentionTest {

  private final AtomicInteger attempts = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError"})
  void writesAgainWhenOthersHeldTheItem(String code) {
    String written =
        Contention.outlasted(
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
    Contention.outlasted(
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
    assertThatThrownBy(() -> outlasted(cancelled("ConditionalCheckFailed", "TransactionConflict")))
        .isInstanceOf(TransactionCanceledException.class);
    assertThatThrownBy(() -> outlasted(ConditionalCheckFailedException.builder().build()))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void givesUpAnItemThatOthersHoldAllTheTime() {
    assertThatThrownBy(() -> outlasted(cancelled("TransactionConflict")))
        .isInstanceOf(Outage.class);
    assertThat(attempts).hasValueGreaterThan(5);
  }

  private void outlasted(RuntimeException failure) {
    Contention.outlasted(
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
