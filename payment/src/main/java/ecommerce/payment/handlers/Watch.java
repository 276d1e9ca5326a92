package ecommerce.payment.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.EventBus;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.SecondDelivery;
import ecommerce.payment.adapters.DynamoPendingAges;
import ecommerce.payment.adapters.StuckPaymentEvents;
import ecommerce.payment.model.StuckPayments;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks after payments that do not end, on a schedule: brings dead letters to {@link OnEvents} once
 * more, and reports the payments that are pending past their deadline. Answers {@code {"handled",
 * "failed", "unreadable", "stuck", "reported"}}.
 */
public final class Watch implements RequestStreamHandler {

  /** What is left for the payments, and for one letter or page that has begun. */
  private static final int PAYMENTS = 35_000;

  private static final int LAST = 15_000;

  private final Edge edge;
  private final SecondDelivery letters;
  private final StuckPayments payments;

  public Watch() {
    this(Settings.fromEnvironment());
  }

  private Watch(Settings settings) {
    this(
        new Edge(settings),
        SecondDelivery.from(settings),
        new StuckPayments(
            DynamoPendingAges.from(settings),
            new StuckPaymentEvents(EventBus.from(settings)),
            Duration.ofMinutes(Long.parseLong(settings.required("PENDING_DEADLINE"))),
            InstantSource.system()));
  }

  Watch(Edge edge, SecondDelivery letters, StuckPayments payments) {
    this.edge = edge;
    this.letters = letters;
    this.payments = payments;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, (event, log) -> look(context, log));
  }

  private ObjectNode look(Context context, InvocationLog log) {
    ObjectNode report = letters.run(() -> context.getRemainingTimeInMillis() > PAYMENTS, log);
    StuckPayments.Seen seen = payments.look(() -> context.getRemainingTimeInMillis() > LAST);
    if (seen.stuck() > 0) {
      log.count("PaymentsStuck", seen.stuck());
    }
    return report.put("stuck", seen.stuck()).put("reported", seen.reported());
  }
}
