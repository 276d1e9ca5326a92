package ecommerce.local.logs;

import ecommerce.local.Timers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** Writing and reading events. */
record EventOperations(LogGroups groups, Timers timers) {

  private static final int MOST = 10_000;

  /** Where a page ended. */
  private record Position(long timestamp, long id) {
    boolean before(LogEvent event) {
      return event.timestamp() > timestamp || event.timestamp() == timestamp && event.id() > id;
    }
  }

  PutLogEventsResponse put(PutLogEventsRequest request) {
    groups.requireStream(request.logGroupName(), request.logStreamName());
    List<InputLogEvent> events = request.logEvents();
    if (events.isEmpty() || events.size() > MOST) {
      throw Refusals.invalid(
          "1 validation error detected: 'logEvents' must have between 1 and 10000 members");
    }
    long now = timers.millis();
    int old = 0;
    int late = -1;
    for (int i = 0; i < events.size(); i++) {
      long timestamp = events.get(i).timestamp();
      if (timestamp < now - TimeUnit.DAYS.toMillis(14)) {
        old = i + 1;
      } else if (timestamp > now + TimeUnit.HOURS.toMillis(2)) {
        late = late < 0 ? i : late;
      } else {
        groups.append(
            request.logGroupName(), request.logStreamName(), timestamp, events.get(i).message());
      }
    }
    groups.log(request.logGroupName()).flush();
    PutLogEventsResponse.Builder answer = PutLogEventsResponse.builder().nextSequenceToken("0");
    if (old > 0 || late >= 0) {
      RejectedLogEventsInfo.Builder rejected = RejectedLogEventsInfo.builder();
      if (old > 0) {
        rejected.tooOldLogEventEndIndex(old);
      }
      if (late >= 0) {
        rejected.tooNewLogEventStartIndex(late);
      }
      answer.rejectedLogEventsInfo(rejected.build());
    }
    return answer.build();
  }

  GetLogEventsResponse get(GetLogEventsRequest request) {
    String group = Refusals.group(request.logGroupName(), request.logGroupIdentifier());
    groups.requireStream(group, request.logStreamName());
    long to = request.endTime() == null ? Long.MAX_VALUE : request.endTime() - 1;
    List<LogEvent> all =
        read(
            group,
            request.startTime(),
            to,
            event -> event.stream().equals(request.logStreamName()));
    int most = limit(request.limit());
    String token = request.nextToken();
    List<LogEvent> page;
    if (token == null) {
      page = Boolean.TRUE.equals(request.startFromHead()) ? head(all, most) : tail(all, most);
    } else if (token.startsWith("f/")) {
      Position after = position(token.substring(2));
      page = head(all.stream().filter(after::before).toList(), most);
    } else if (token.startsWith("b/")) {
      Position before = position(token.substring(2));
      page =
          tail(
              all.stream()
                  .filter(
                      event -> !before.before(event) && !event.token().equals(token.substring(2)))
                  .toList(),
              most);
    } else {
      throw Refusals.invalid("The specified nextToken is invalid.");
    }
    String same = token == null ? none() : token.substring(2);
    return GetLogEventsResponse.builder()
        .events(page.stream().map(EventOperations::output).toList())
        .nextForwardToken("f/" + (page.isEmpty() ? same : page.getLast().token()))
        .nextBackwardToken("b/" + (page.isEmpty() ? same : page.getFirst().token()))
        .build();
  }

  FilterLogEventsResponse filter(FilterLogEventsRequest request) {
    String group = Refusals.group(request.logGroupName(), request.logGroupIdentifier());
    groups.require(group);
    if (request.hasLogStreamNames()
        && !request.logStreamNames().isEmpty()
        && request.logStreamNamePrefix() != null) {
      throw Refusals.invalid("Only one of logStreamNames and logStreamNamePrefix may be given");
    }
    Set<String> streams =
        request.hasLogStreamNames() ? Set.copyOf(request.logStreamNames()) : Set.of();
    FilterPattern pattern =
        FilterPattern.of(request.filterPattern() == null ? "" : request.filterPattern());
    Optional<Position> after =
        Optional.ofNullable(request.nextToken()).map(EventOperations::position);
    long to = request.endTime() == null ? Long.MAX_VALUE : request.endTime();
    List<LogEvent> events =
        read(
            group,
            request.startTime(),
            to,
            event ->
                (streams.isEmpty() || streams.contains(event.stream()))
                    && (request.logStreamNamePrefix() == null
                        || event.stream().startsWith(request.logStreamNamePrefix()))
                    && after.map(position -> position.before(event)).orElse(true)
                    && pattern.matches(event.message()));
    int most = limit(request.limit());
    List<LogEvent> page = head(events, most);
    return FilterLogEventsResponse.builder()
        .events(page.stream().map(EventOperations::filtered).toList())
        .searchedLogStreams(List.of())
        .nextToken(events.size() > most ? page.getLast().token() : null)
        .build();
  }

  private List<LogEvent> read(String group, Long from, long to, Predicate<LogEvent> wanted) {
    Integer retention = groups.require(group).retention();
    long oldest =
        retention == null ? Long.MIN_VALUE : timers.millis() - TimeUnit.DAYS.toMillis(retention);
    List<LogEvent> events = new ArrayList<>();
    groups
        .log(group)
        .read(
            Math.max(oldest, from == null ? Long.MIN_VALUE : from),
            to,
            event -> {
              if (wanted.test(event)) {
                events.add(event);
              }
            });
    events.sort(LogEvent.BY_TIME);
    return events;
  }

  private static List<LogEvent> head(List<LogEvent> events, int most) {
    return events.subList(0, Math.min(most, events.size()));
  }

  private static List<LogEvent> tail(List<LogEvent> events, int most) {
    return events.subList(Math.max(0, events.size() - most), events.size());
  }

  private static OutputLogEvent output(LogEvent event) {
    return OutputLogEvent.builder()
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestion())
        .build();
  }

  private static FilteredLogEvent filtered(LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.stream())
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestion())
        .eventId(event.eventId())
        .build();
  }

  private static String none() {
    return new LogEvent(0, 0, 0, "", "").token();
  }

  private static Position position(String token) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("/", 2);
      return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refusals.invalid("The specified nextToken is invalid.");
    }
  }

  private static int limit(Integer asked) {
    if (asked != null && (asked < 1 || asked > MOST)) {
      throw Refusals.invalid("Value '" + asked + "' at 'limit' must be between 1 and 10000");
    }
    return asked == null ? MOST : asked;
  }
}
