package ecommerce.ordercounter.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.ordercounter.adapters.DynamoTally;
import ecommerce.ordercounter.model.Tally;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Counts each order that is made. */
public final class OnEvents implements RequestStreamHandler {

  private final Edge edge;
  private final Tally tally;
  private final Clock clock;

  public OnEvents() {
    this(Settings.fromEnvironment());
  }

  private OnEvents(Settings settings) {
    this(new Edge(settings), DynamoTally.from(settings), Clock.systemUTC());
  }

  OnEvents(Edge edge, Tally tally, Clock clock) {
    this.edge = edge;
    this.tally = tally;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.consume(in, context, this::count);
  }

  private void count(Event event, InvocationLog log) {
    if (tally.count(event.fields().text("orderId"), day(event))) {
      log.count("OrderCounted");
    } else {
      log.put("result", "counted before");
    }
  }

  /** An order that does not say when it was made was made today. */
  private LocalDate day(Event event) {
    Instant made =
        event.fields().optionalText("createdDate").map(this::instant).orElse(clock.instant());
    return LocalDate.ofInstant(made, ZoneOffset.UTC);
  }

  private Instant instant(String createdDate) {
    try {
      return Instant.parse(createdDate);
    } catch (DateTimeParseException e) {
      return clock.instant();
    }
  }
}
