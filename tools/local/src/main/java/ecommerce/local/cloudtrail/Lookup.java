package ecommerce.local.cloudtrail;

import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** {@code LookupEvents}: the newest first, by at most one attribute, a page at a time. */
record Lookup(Account account, Collection<DeniedCall> calls, InstantSource clock) {

  private static final int PAGE = 50;
  private static final Duration HISTORY = Duration.ofDays(90);

  LookupEventsResponse events(LookupEventsRequest request) {
    if (request.eventCategory() == EventCategory.INSIGHT) {
      throw refused(
          InvalidLookupAttributesException.builder(),
          "EventCategory insight is not offered by this environment");
    }
    if (request.lookupAttributes().size() > 1) {
      throw refused(
          InvalidLookupAttributesException.builder(), "You can specify one lookup attribute only.");
    }
    int most = Optional.ofNullable(request.maxResults()).orElse(PAGE);
    if (most < 1 || most > PAGE) {
      throw refused(InvalidMaxResultsException.builder(), "MaxResults must be between 1 and 50.");
    }
    Instant end = Optional.ofNullable(request.endTime()).orElse(clock.instant().plusSeconds(1));
    Instant start = Optional.ofNullable(request.startTime()).orElse(end.minus(HISTORY));
    if (start.isAfter(end)) {
      throw refused(InvalidTimeRangeException.builder(), "StartTime is after EndTime.");
    }
    return page(request, start, end, most);
  }

  /** The token is the key of the last event of the page before. */
  private LookupEventsResponse page(
      LookupEventsRequest request, Instant start, Instant end, int most) {
    List<Event> found = new ArrayList<>();
    String last = null;
    List<Map.Entry<String, DeniedCall>> newest =
        new ArrayList<>(calls.entries().entrySet()).reversed();
    for (Map.Entry<String, DeniedCall> entry : newest) {
      DeniedCall call = entry.getValue();
      boolean later =
          request.nextToken() != null && entry.getKey().compareTo(request.nextToken()) >= 0;
      boolean outside = call.time().isBefore(start) || call.time().isAfter(end);
      if (later || outside || !matches(call, request.lookupAttributes())) {
        continue;
      }
      if (found.size() == most) {
        return LookupEventsResponse.builder().events(found).nextToken(last).build();
      }
      found.add(call.event(account));
      last = entry.getKey();
    }
    return LookupEventsResponse.builder().events(found).build();
  }

  private static boolean matches(DeniedCall call, List<LookupAttribute> attributes) {
    return attributes.stream().allMatch(attribute -> matches(call, attribute));
  }

  private static boolean matches(DeniedCall call, LookupAttribute attribute) {
    String value = attribute.attributeValue();
    return switch (attribute.attributeKey()) {
      case EVENT_ID -> call.eventId().equals(value);
      case EVENT_NAME -> call.eventName().equals(value);
      case EVENT_SOURCE -> call.eventSource().equals(value);
      case READ_ONLY -> Boolean.toString(call.readOnly()).equals(value);
      case USERNAME -> call.userName().equals(value);
      case RESOURCE_NAME -> call.resource().equals(value);
      case ACCESS_KEY_ID -> call.accessKey().filter(value::equals).isPresent();
      default ->
          throw refused(
              InvalidLookupAttributesException.builder(),
              "The lookup attribute "
                  + attribute.attributeKeyAsString()
                  + " is not offered by this environment");
    };
  }

  private static CloudTrailException refused(CloudTrailException.Builder error, String message) {
    return (CloudTrailException) error.message(message).statusCode(400).build();
  }
}
