package ecommerce.cli.trace;

import ecommerce.cli.site.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * CloudTrail's history of calls, read from the newest backwards. It cannot be asked for a request's
 * id, so that each page is looked through; no more of them than are needed are read.
 */
final class CallHistory {

  private static final int PAGES_BETWEEN_WORDS = 20;

  private final CloudTrailClient trail;
  private final Duration pause;
  private final Consumer<String> progress;

  /**
   * @param pause between two pages
   * @param progress is told now and then how far it has come
   */
  CallHistory(CloudTrailClient trail, Duration pause, Consumer<String> progress) {
    this.trail = trail;
    this.pause = pause;
    this.progress = progress;
  }

  /** The calls of a request; empty where there was none since then. */
  List<DeniedEvent> of(String requestId, Instant since) {
    int pages = 0;
    long seen = 0;
    for (LookupEventsResponse page :
        trail.lookupEventsPaginator(
            look -> look.startTime(since).endTime(Instant.now().plusSeconds(1)))) {
      List<DeniedEvent> found =
          page.events().stream()
              .flatMap(event -> DeniedEvent.of(event, requestId).stream())
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      seen += page.events().size();
      if (++pages % PAGES_BETWEEN_WORDS == 0) {
        progress.accept(
            "looked at " + seen + " calls, back to " + oldest(page.events(), since) + " …");
      }
      if (page.nextToken() != null) {
        rest();
      }
    }
    return List.of();
  }

  private static Instant oldest(List<Event> events, Instant otherwise) {
    return events.isEmpty() ? otherwise : events.getLast().eventTime();
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while CloudTrail is read", e);
    }
  }
}
