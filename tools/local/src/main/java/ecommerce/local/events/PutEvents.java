package ecommerce.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Permission;
import ecommerce.local.Scope;
import ecommerce.local.TraceHeader;
import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Takes events from applications: each entry by itself is accepted or refused. */
final class PutEvents {

  private static final Logger LOG = LoggerFactory.getLogger("aws.events");
  private static final int MOST = 10;
  private static final int LARGEST = 256 * 1024;

  /** An entry that is not accepted. */
  private static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  private final Arns arns;
  private final InstantSource clock;
  private final Buses buses;
  private final Arrivals arrivals;
  private final EventMeter meter;

  PutEvents(Arns arns, InstantSource clock, Buses buses, Arrivals arrivals, EventMeter meter) {
    this.meter = meter;
    this.arns = arns;
    this.clock = clock;
    this.buses = buses;
    this.arrivals = arrivals;
  }

  /** What a request needs: to put events of each source and type on each bus. */
  List<Permission> access(PutEventsRequest request) {
    return request.entries().stream().map(this::access).distinct().toList();
  }

  private Permission access(PutEventsRequestEntry entry) {
    Permission permission = Permission.of("events:PutEvents", arns.bus(entry.eventBusName()));
    if (entry.source() != null) {
      permission = permission.with("events:source", List.of(entry.source()));
    }
    return entry.detailType() == null
        ? permission
        : permission.with("events:detail-type", List.of(entry.detailType()));
  }

  PutEventsResponse put(PutEventsRequest request) {
    List<PutEventsRequestEntry> entries = request.entries();
    if (request.endpointId() != null) {
      throw Fault.validation("Parameter EndpointId is not offered by this environment.");
    }
    if (entries.isEmpty() || entries.size() > MOST) {
      throw Fault.validation(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length "
              + (entries.isEmpty()
                  ? "greater than or equal to 1"
                  : "less than or equal to " + MOST));
    }
    long size = entries.stream().mapToLong(PutEvents::size).sum();
    if (size > LARGEST) {
      throw Fault.validation("Total size of the entries in the request is over the limit.");
    }
    List<PutEventsResultEntry> results = new ArrayList<>();
    int failed = 0;
    for (PutEventsRequestEntry entry : entries) {
      try {
        results.add(PutEventsResultEntry.builder().eventId(accept(entry)).build());
      } catch (Refused refused) {
        failed++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode(refused.code)
                .errorMessage(refused.getMessage())
                .build());
      } catch (RuntimeException e) {
        // The other entries' answers are still right: an error of the whole request would have them
        // sent twice.
        LOG.error("an event could not be taken", e);
        failed++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode("InternalFailure")
                .errorMessage("Internal Service Failure")
                .build());
      }
    }
    meter.put(entries.size(), size, failed);
    return PutEventsResponse.builder().failedEntryCount(failed).entries(results).build();
  }

  /** In bytes, as EventBridge counts. */
  private static long size(PutEventsRequestEntry entry) {
    long texts =
        Stream.concat(
                Stream.of(entry.source(), entry.detailType(), entry.detail()),
                entry.resources().stream())
            .filter(text -> text != null)
            .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();
    return texts + (entry.time() == null ? 0 : 14);
  }

  private String accept(PutEventsRequestEntry entry) throws Refused {
    require("Source", entry.source());
    require("DetailType", entry.detailType());
    require("Detail", entry.detail());
    if (entry.source().startsWith("aws.")) {
      throw new Refused("NotAuthorizedForSource", "Not authorized for the source.");
    }
    JsonNode detail = detail(entry.detail());
    String bus = arns.busName(entry.eventBusName());
    if (!buses.exists(bus)) {
      throw new Refused("ResourceNotFoundException", "Event bus " + bus + " does not exist.");
    }
    Instant now = clock.instant();
    Envelope event =
        Envelope.of(
            arns.account(),
            entry.source(),
            entry.detailType(),
            entry.time() == null ? now : entry.time(),
            entry.resources(),
            detail);
    trace(entry).run(() -> arrivals.event(bus, event.json(), now));
    return event.id();
  }

  /** The entry's own header goes before the request's. */
  private static Scope trace(PutEventsRequestEntry entry) {
    return entry.traceHeader() == null
        ? Scope.current()
        : Scope.traced(TraceHeader.parse(entry.traceHeader()));
  }

  private static void require(String parameter, String value) throws Refused {
    if (value == null || value.isEmpty()) {
      throw new Refused(
          "InvalidArgument",
          "Parameter "
              + parameter
              + " is not valid. Reason: "
              + parameter
              + " is a required argument.");
    }
  }

  private static JsonNode detail(String text) throws Refused {
    try {
      JsonNode detail = Json.read(text);
      if (detail.isObject()) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      // Refused below.
    }
    throw new Refused("MalformedDetail", "Detail is malformed.");
  }
}
