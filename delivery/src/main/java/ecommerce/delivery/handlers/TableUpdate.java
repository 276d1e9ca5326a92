package ecommerce.delivery.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import java.io.InputStream;
import java.io.OutputStream;

/** Says how deliveries go on, as the table's stream tells it. */
public final class TableUpdate implements RequestStreamHandler {

  private final Edge edge;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(new Edge(settings), EventBus.from(settings));
  }

  TableUpdate(Edge edge, Events bus) {
    this.edge = edge;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, new DeliveryEvents(), bus);
  }
}
