package ecommerce.ordercounter.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.Edge;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.ordercounter.adapters.DynamoTally;
import ecommerce.ordercounter.model.Tally;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** {@code GET /backend/counts/{day}}: how many orders were made on a day. */
public final class GetCount implements RequestStreamHandler {

  private final Edge edge;
  private final Tally tally;

  public GetCount() {
    this(Settings.fromEnvironment());
  }

  private GetCount(Settings settings) {
    this(new Edge(settings), DynamoTally.from(settings));
  }

  GetCount(Edge edge, Tally tally) {
    this.edge = edge;
    this.tally = tally;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serve(in, out, context, this::get);
  }

  private ApiAnswer get(ApiRequest request, InvocationLog log) {
    LocalDate day = day(request.pathParameter("day"));
    return ApiAnswer.ok(
        Json.object().put("day", day.toString()).put("orders", tally.ordersOf(day)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidInput("day is not a date such as 2026-11-23");
    }
  }
}
