package ecommerce.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus that refuses what it is told to refuse, and remembers each call and what it took. */
final class BusDouble implements EventBridgeClient {

  final List<List<String>> calls = new ArrayList<>();
  final List<String> taken = new ArrayList<>();
  private final Map<String, Integer> refusals = new HashMap<>();
  private int outages;

  /** Refuses the event with this detail so many times. */
  BusDouble refusing(String detail, int times) {
    refusals.put(detail, times);
    return this;
  }

  /** Fails so many calls as a whole. */
  BusDouble down(int calls) {
    outages = calls;
    return this;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    calls.add(request.entries().stream().map(PutEventsRequestEntry::detail).toList());
    if (outages-- > 0) {
      throw EventBridgeException.builder().message("out of order").build();
    }
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      boolean refused = refusals.merge(entry.detail(), -1, Integer::sum) >= 0;
      if (!refused) {
        taken.add(entry.detail());
      }
      results.add(
          refused
              ? PutEventsResultEntry.builder().errorCode("ThrottlingException").build()
              : PutEventsResultEntry.builder().eventId("id").build());
    }
    return PutEventsResponse.builder().entries(results).build();
  }

  @Override
  public String serviceName() {
    return "events";
  }

  @Override
  public void close() {}
}
