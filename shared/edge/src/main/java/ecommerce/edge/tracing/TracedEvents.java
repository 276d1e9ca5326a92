package ecommerce.edge.tracing;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;

/** Events that go on in the trace of what put them; loaded by functions that put events only. */
final class TracedEvents {

  private TracedEvents() {}

  static SdkRequest under(String header, SdkRequest request) {
    if (!(request instanceof PutEventsRequest put)) {
      return request;
    }
    return put.toBuilder()
        .entries(
            put.entries().stream()
                .map(entry -> entry.toBuilder().traceHeader(header).build())
                .toList())
        .build();
  }
}
