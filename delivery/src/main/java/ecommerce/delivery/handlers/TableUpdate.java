package ecommerce.delivery.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.delivery.adapters.DynamoTracking;
import ecommerce.delivery.model.Tracking;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Writes down how deliveries go on, as the table's stream tells it, and says so on the bus: what is
 * on the bus can be tracked already.
 */
public final class TableUpdate implements RequestStreamHandler {

  private final Edge edge;
  private final Tracking tracking;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(new Edge(settings), DynamoTracking.from(settings), EventBus.from(settings));
  }

  TableUpdate(Edge edge, Tracking tracking, Events bus) {
    this.edge = edge;
    this.tracking = tracking;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(
        in,
        out,
        context,
        (change, position) -> events(change, position.time().orElse(Instant.EPOCH)),
        bus);
  }

  private List<Event> events(Change change, Instant when) {
    TrackedDelivery.milestone(change, when).ifPresent(tracking::record);
    return new DeliveryEvents().of(change);
  }
}
