package ecommerce.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.paginators.LookupEventsIterable;

class CallHistoryTest {

  private static final int PAGES = 45;

  private final List<String> told = new ArrayList<>();
  private int asked;

  /** Page n has the call of request n. */
  private final CloudTrailClient trail =
      new CloudTrailClient() {
        @Override
        public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
          asked++;
          String call = "{'requestID':'request-%d','eventName':'Get'}".formatted(asked);
          return LookupEventsResponse.builder()
              .events(
                  Event.builder()
                      .eventTime(Instant.EPOCH)
                      .cloudTrailEvent(call.replace('\'', '"'))
                      .build())
              .nextToken(asked < PAGES ? "more" : null)
              .build();
        }

        @Override
        public LookupEventsIterable lookupEventsPaginator(LookupEventsRequest request) {
          return new LookupEventsIterable(this, request);
        }

        @Override
        public String serviceName() {
          return "cloudtrail";
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  private final CallHistory history = new CallHistory(trail, Duration.ZERO, told::add);

  @Test
  void readsNoFurtherThanToTheRequest() {
    assertThat(history.of("request-3", Instant.EPOCH))
        .singleElement()
        .extracting(DeniedEvent::requestId)
        .isEqualTo("request-3");
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void readsToTheEndWhereThereIsNoSuchRequestAndTellsHowFarItIs() {
    assertThat(history.of("nobody", Instant.EPOCH)).isEmpty();
    assertThat(asked).isEqualTo(PAGES);
    assertThat(told)
        .hasSize(2)
        .first()
        .isEqualTo("looked at 20 calls, back to 1970-01-01T00:00:00Z …");
  }
}
