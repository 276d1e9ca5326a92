package ecommerce.payment.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.Edge;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.HttpPaymentCompany;
import ecommerce.payment.model.PaymentCompany;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code POST /backend/validate}: whether a token is good for a total. */
public final class Validate implements RequestStreamHandler {

  private final Edge edge;
  private final PaymentCompany company;

  public Validate() {
    this(Settings.fromEnvironment());
  }

  private Validate(Settings settings) {
    this(new Edge(settings), HttpPaymentCompany.from(settings));
  }

  Validate(Edge edge, PaymentCompany company) {
    this.edge = edge;
    this.company = company;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serve(in, out, context, this::validate);
  }

  private ApiAnswer validate(ApiRequest request, InvocationLog log) {
    Fields body = request.body();
    boolean ok = company.check(body.text("paymentToken"), body.amount("total"));
    log.count(ok ? "PaymentAccepted" : "PaymentRefused");
    return ApiAnswer.ok(Json.object().put("ok", ok));
  }
}
