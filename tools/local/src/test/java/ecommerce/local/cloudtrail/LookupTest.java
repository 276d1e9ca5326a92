package ecommerce.local.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.Denial;
import ecommerce.local.MovableTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** The history of denied calls, page by page, as the SDK's own client sees it. */
class LookupTest {

  @TempDir Path folder;
  private final MovableTimers timers = new MovableTimers();
  private final Instant begin = timers.instant();
  private MvStore store;
  private CloudTrail trail;
  private TestPort port;
  private CloudTrailClient client;

  @BeforeEach
  void open() throws Exception {
    store = new MvStore(folder);
    trail = new CloudTrail(TestPort.ACCOUNT, store, timers);
    port = new TestPort(trail);
    client = port.client(CloudTrailClient.builder());
  }

  @AfterEach
  void shut() throws Exception {
    client.close();
    port.close();
    trail.close();
    store.close();
  }

  /** Several in each millisecond: their order must hold all the same. */
  private void deny(int from, int to, String action) {
    for (int i = from; i < to; i++) {
      trail.denied(new Denial(TestPort.ADMINISTRATOR, action, "r-" + i, "no", "no statement"));
      if (i % 3 == 0) {
        timers.move(Duration.ofMillis(1));
      }
    }
  }

  private static List<String> resources(List<Event> events) {
    return events.stream().map(event -> event.resources().getFirst().resourceName()).toList();
  }

  /** From the newest to the oldest. */
  private static List<String> named(int from, int to) {
    List<String> names =
        new ArrayList<>(IntStream.range(from, to).mapToObj(i -> "r-" + i).toList());
    return names.reversed();
  }

  @Test
  void pagesFromTheNewestWithoutLossOrRepetition() {
    deny(0, 120, "s3:GetObject");
    List<LookupEventsResponse> pages = client.lookupEventsPaginator().stream().toList();
    assertThat(pages).extracting(page -> page.events().size()).containsExactly(50, 50, 20);
    assertThat(pages.stream().flatMap(page -> resources(page.events()).stream()))
        .containsExactlyElementsOf(named(0, 120));
  }

  @Test
  void goesOnWhereItWasThoughMoreIsDeniedMeanwhileAndItIsStartedAgain() throws Exception {
    deny(0, 10, "s3:GetObject");
    LookupEventsResponse first = client.lookupEvents(q -> q.maxResults(4));
    deny(10, 20, "s3:GetObject");
    shut();
    open();
    LookupEventsResponse second =
        client.lookupEvents(q -> q.maxResults(6).nextToken(first.nextToken()));
    assertThat(resources(first.events())).containsExactlyElementsOf(named(6, 10));
    assertThat(resources(second.events())).containsExactlyElementsOf(named(0, 6));
    assertThat(second.nextToken()).as("of a page that is full, and the last").isNull();
  }

  @Test
  void pagesOverWhatIsAskedForAlone() {
    deny(0, 5, "s3:GetObject");
    deny(5, 8, "sqs:SendMessage");
    deny(8, 12, "s3:GetObject");
    List<LookupEventsResponse> pages =
        client
            .lookupEventsPaginator(
                q ->
                    q.maxResults(3)
                        .lookupAttributes(
                            a ->
                                a.attributeKey(LookupAttributeKey.EVENT_NAME)
                                    .attributeValue("GetObject")))
            .stream()
            .toList();
    assertThat(pages)
        .extracting(page -> resources(page.events()))
        .containsExactly(List.of("r-11", "r-10", "r-9"), List.of("r-8", "r-4", "r-3"), named(0, 3));
  }

  @Test
  void pagesWithinATime() {
    deny(0, 3, "s3:GetObject");
    timers.move(Duration.ofMinutes(1));
    Instant from = timers.instant();
    deny(3, 9, "s3:GetObject");
    timers.move(Duration.ofMinutes(1));
    Instant to = timers.instant().minusSeconds(30);
    deny(9, 12, "s3:GetObject");
    List<String> found =
        client
            .lookupEventsPaginator(q -> q.startTime(from).endTime(to).maxResults(4))
            .events()
            .stream()
            .map(event -> event.resources().getFirst().resourceName())
            .toList();
    assertThat(found).containsExactlyElementsOf(named(3, 9));
  }

  @Test
  void refusesPagesThatItCannotGive() {
    assertThatThrownBy(() -> client.lookupEvents(q -> q.maxResults(51)))
        .isInstanceOf(InvalidMaxResultsException.class);
    assertThatThrownBy(() -> client.lookupEvents(q -> q.maxResults(0)))
        .isInstanceOf(InvalidMaxResultsException.class);
    assertThatThrownBy(
            () -> client.lookupEvents(q -> q.startTime(begin).endTime(begin.minusSeconds(1))))
        .isInstanceOf(InvalidTimeRangeException.class);
    assertThatThrownBy(
            () ->
                client.lookupEvents(
                    q ->
                        q.lookupAttributes(
                            a -> a.attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue("a"),
                            a -> a.attributeKey(LookupAttributeKey.USERNAME).attributeValue("b"))))
        .isInstanceOf(InvalidLookupAttributesException.class);
  }
}
