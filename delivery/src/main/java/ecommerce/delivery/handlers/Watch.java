package ecommerce.delivery.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.delivery.adapters.DeliveryItems;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.Retelling;
import ecommerce.edge.watch.SecondDelivery;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks after what does not go on. On a schedule it brings dead letters to {@link OnEvents} once
 * more and answers {@code {"handled", "failed", "unreadable"}}; asked about a stuck order or
 * payment, it says again how far the delivery has come.
 */
public final class Watch implements RequestStreamHandler {

  /** Of a NEW delivery there is nothing to say yet. */
  private static final Set<String> SAID = Set.of("IN_PROGRESS", "COMPLETED", "FAILED");

  /** What one letter may take that has begun. */
  private static final int LAST = 15_000;

  private final Edge edge;
  private final SecondDelivery letters;
  private final Function<String, Optional<ObjectNode>> deliveries;
  private final Retelling retelling;

  public Watch() {
    this(Settings.fromEnvironment());
  }

  private Watch(Settings settings) {
    this(
        new Edge(settings),
        SecondDelivery.from(settings),
        DeliveryItems.from(settings)::find,
        EventBus.from(settings));
  }

  Watch(
      Edge edge,
      SecondDelivery letters,
      Function<String, Optional<ObjectNode>> deliveries,
      Events bus) {
    this.edge = edge;
    this.letters = letters;
    this.deliveries = deliveries;
    this.retelling = new Retelling(this::said, bus);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(
        in,
        out,
        context,
        (event, log) ->
            Retelling.isInquiry(event)
                ? retelling.answer(event, log)
                : letters.run(() -> context.getRemainingTimeInMillis() > LAST, log));
  }

  /** What is said of a delivery that is written with its status at once. */
  private List<Event> said(String orderId) {
    return deliveries
        .apply(orderId)
        .filter(delivery -> SAID.contains(delivery.path("status").asText()))
        .map(delivery -> new DeliveryEvents().of(new Change.Created(delivery)))
        .orElse(List.of());
  }
}
