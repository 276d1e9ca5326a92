package ecommerce.payment.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.Wiring;
import ecommerce.payment.model.Reconciliation;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Compares the ledger with the payment company, on a schedule or invoked directly with {@code
 * {"olderThanMinutes"}}, which says what is old enough. Answers how much was looked at, and what
 * was found. What it has no time for is left for the next time.
 */
public final class Reconcile implements RequestStreamHandler {

  private static final Duration SPARE = Duration.ofSeconds(15);

  private final Edge edge;
  private final Reconciliation reconciliation;
  private final InstantSource clock;
  private final Duration patience;

  public Reconcile() {
    this(Settings.fromEnvironment());
  }

  private Reconcile(Settings settings) {
    this(
        new Edge(settings),
        new Wiring(settings).reconciliation(),
        InstantSource.system(),
        Duration.ofMinutes(Long.parseLong(settings.required("PATIENCE_MINUTES"))));
  }

  Reconcile(Edge edge, Reconciliation reconciliation, InstantSource clock, Duration patience) {
    this.edge = edge;
    this.reconciliation = reconciliation;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, (event, log) -> reconcile(event, context, log));
  }

  private JsonNode reconcile(JsonNode event, Context context, InvocationLog log) {
    long minutes = Fields.of(event).optionalAmount("olderThanMinutes").orElse(patience.toMinutes());
    Reconciliation.Report report =
        reconciliation.run(
            clock.instant().minus(Duration.ofMinutes(minutes)),
            () -> context.getRemainingTimeInMillis() > SPARE.toMillis());
    log.count("PaymentDifferences", report.differences())
        .count("PaymentDifferencesRepaired", report.repaired())
        .count("PaymentsNotCompared", report.unanswered());
    return Json.object()
        .put("refunds", report.refunds())
        .put("pending", report.pending())
        .put("ledger", report.ledger())
        .put("differences", report.differences())
        .put("repaired", report.repaired())
        .put("unanswered", report.unanswered());
  }
}
