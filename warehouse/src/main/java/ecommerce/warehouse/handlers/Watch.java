package ecommerce.warehouse.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.Retelling;
import ecommerce.edge.watch.SecondDelivery;
import ecommerce.warehouse.adapters.Wiring;
import ecommerce.warehouse.model.PackagingRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Looks after what does not go on. On a schedule it brings dead letters to {@link OnEvents} once
 * more and answers {@code {"handled", "failed", "unreadable"}}; asked about a stuck order or
 * payment, it says again what is in the package, once there is one, and settles what was reserved
 * for a request that has ended, where the table's stream has not.
 */
public final class Watch implements RequestStreamHandler {

  /** What one letter may take that has begun. */
  private static final int LAST = 15_000;

  private final Edge edge;
  private final SecondDelivery letters;
  private final Function<String, PackagingRequest> packages;
  private final Retelling retelling;

  public Watch() {
    this(Settings.fromEnvironment());
  }

  private Watch(Settings settings) {
    this(
        new Edge(settings),
        SecondDelivery.from(settings),
        Wiring.from(settings).settlement()::awaited,
        EventBus.from(settings));
  }

  Watch(
      Edge edge, SecondDelivery letters, Function<String, PackagingRequest> packages, Events bus) {
    this.edge = edge;
    this.letters = letters;
    this.packages = packages;
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

  private List<Event> said(String orderId) {
    PackagingRequest request = packages.apply(orderId);
    return request.isCompleted() ? List.of(TableUpdate.outcome(request)) : List.of();
  }
}
