package ecommerce.orders.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.Orders;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * {@code GET /backend/{orderId}}: the order itself, or 404 for an id that does not exist, whatever
 * its form.
 */
public final class GetOrder implements RequestStreamHandler {

  private final Edge edge;
  private final Orders orders;

  public GetOrder() {
    this(new Wiring(Settings.fromEnvironment()));
  }

  private GetOrder(Wiring wiring) {
    this(wiring.settings(), wiring.orders());
  }

  GetOrder(Settings settings, Orders orders) {
    this.edge = new Edge(settings);
    this.orders = orders;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serve(in, out, context, this::get);
  }

  private ApiAnswer get(ApiRequest request, InvocationLog log) {
    String orderId = request.pathParameter("orderId");
    log.order(orderId);
    return orders
        .find(orderId)
        .map(ApiAnswer::ok)
        .orElseGet(() -> ApiAnswer.error(404, "the order does not exist"));
  }
}
