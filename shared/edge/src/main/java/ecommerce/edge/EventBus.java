package ecommerce.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * {@link Events} on an EventBridge bus. PutEvents may accept a part of its entries: the rest, and
 * only the rest, is sent again. A call never holds two events of one resource, so that a retry
 * cannot overtake. Sends at most ten entries and about 200 kB in a call (the service's limit is 256
 * kB).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBus implements Events {

  private static final int ENTRIES = 10;
  private static final int BYTES = 200_000;
  private static final int ATTEMPTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final EventBridgeClient client;
  private final String bus;

  public EventBus(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /** The bus that {@code EVENT_BUS_NAME} names. */
  public static EventBus from(Settings settings) {
    String name = settings.required("EVENT_BUS_NAME");
    EventBus bus = new EventBus(AwsClients.eventBridge(settings), name);
    Priming.attempt(name, bus::prime);
    return bus;
  }

  /** Sends what the bus refuses, a detail that is no JSON: all the way and back without effect. */
  void prime() {
    client.putEvents(
        request ->
            request.entries(
                PutEventsRequestEntry.builder()
                    .eventBusName(bus)
                    .source("ecommerce.priming")
                    .detailType("Priming")
                    .detail("{")
                    .build()));
  }

  @Override
  public List<Event> publish(List<Event> events) {
    List<Event> failed = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    for (List<Event> wave : waves(events)) {
      List<Event> due = new ArrayList<>();
      for (Event event : wave) {
        (blocked.contains(event.resource()) ? failed : due).add(event);
      }
      for (List<Event> call : calls(due)) {
        for (Event event : send(call)) {
          failed.add(event);
          blocked.add(event.resource());
        }
      }
    }
    return failed;
  }

  /** The n-th wave holds the n-th event of each resource. */
  private static Collection<List<Event>> waves(List<Event> events) {
    Map<String, Integer> seen = new HashMap<>();
    Map<Integer, List<Event>> waves = new LinkedHashMap<>();
    for (Event event : events) {
      int wave = seen.merge(event.resource(), 1, Integer::sum);
      waves.computeIfAbsent(wave, any -> new ArrayList<>()).add(event);
    }
    return waves.values();
  }

  private static List<List<Event>> calls(List<Event> events) {
    List<List<Event>> calls = new ArrayList<>();
    int size = 0;
    for (Event event : events) {
      int length = Json.write(event.detail()).getBytes(StandardCharsets.UTF_8).length;
      if (calls.isEmpty() || calls.getLast().size() == ENTRIES || size + length > BYTES) {
        calls.add(new ArrayList<>());
        size = 0;
      }
      calls.getLast().add(event);
      size += length;
    }
    return calls;
  }

  private List<Event> send(List<Event> events) {
    List<Event> rest = events;
    for (int attempt = 0; attempt < ATTEMPTS && !rest.isEmpty(); attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(PAUSE.toNanos() << attempt);
      }
      rest = attempt(rest);
    }
    return rest;
  }

  private List<Event> attempt(List<Event> events) {
    List<PutEventsRequestEntry> entries = events.stream().map(this::entry).toList();
    List<PutEventsResultEntry> results;
    try {
      results = client.putEvents(request -> request.entries(entries)).entries();
    } catch (SdkException e) {
      warn(e.toString(), events.size());
      return events;
    }
    List<Event> rest = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    for (int i = 0; i < events.size(); i++) {
      if (results.get(i).errorCode() != null) {
        rest.add(events.get(i));
        codes.add(results.get(i).errorCode());
      }
    }
    if (!rest.isEmpty()) {
      warn(String.join(" ", codes), rest.size());
    }
    return rest;
  }

  /** Why the bus did not take events: what is known here alone. Never holds a detail. */
  private static void warn(String why, int events) {
    System.out.println(
        Json.object().put("level", "WARN").put("putEvents", why).put("refused", events));
  }

  private PutEventsRequestEntry entry(Event event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(event.source())
        .detailType(event.type())
        .resources(event.resource())
        .detail(Json.write(event.detail()))
        .build();
  }
}
