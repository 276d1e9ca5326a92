package ecommerce.deliverypricing.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.deliverypricing.model.Boxes;
import ecommerce.deliverypricing.model.Country;
import ecommerce.deliverypricing.model.Parcel;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.Edge;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;

/** {@code POST /backend/pricing}: what it costs to deliver these products to this address. */
public final class PriceDelivery implements RequestStreamHandler {

  /** As many digits as an amount may have anywhere on the platform. */
  private static final BigInteger HIGHEST = BigInteger.TEN.pow(15).subtract(BigInteger.ONE);

  /** A request as any other, priced once while the function starts. */
  private static final String REHEARSAL =
      """
      {"httpMethod": "POST", "path": "/backend/pricing", "body": "{\\"products\\": [{\\"package\\": \
      {\\"width\\": 100, \\"length\\": 100, \\"height\\": 100, \\"weight\\": 100}}], \
      \\"address\\": {\\"country\\": \\"DE\\"}}"}
      """;

  private final Edge edge;

  public PriceDelivery() {
    this(Settings.fromEnvironment());
  }

  PriceDelivery(Settings settings) {
    this.edge = new Edge(settings);
    edge.rehearse(REHEARSAL, PriceDelivery::price);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serve(in, out, context, PriceDelivery::price);
  }

  private static ApiAnswer price(ApiRequest request, InvocationLog log) {
    Fields body = request.body();
    List<Parcel> parcels = body.list("products").stream().map(PriceDelivery::parcel).toList();
    Country country = country(body.object("address"));
    BigInteger boxes = Boxes.of(parcels);
    BigInteger pricing = boxes.multiply(BigInteger.valueOf(country.pricePerBox()));
    if (boxes.max(pricing).compareTo(HIGHEST) > 0) {
      throw new InvalidInput("products are too large or too many to be delivered");
    }
    log.put("products", parcels.size())
        .put("boxes", boxes.longValueExact())
        .put("pricing", pricing.longValueExact());
    return ApiAnswer.ok(Json.object().put("pricing", pricing.longValueExact()));
  }

  private static Parcel parcel(Fields product) {
    Fields size = product.object("package");
    long quantity = product.optionalAmount("quantity").orElse(1);
    if (quantity < 1) {
      throw product.wrong("quantity", "is less than 1");
    }
    return new Parcel(
        size.amount("width"),
        size.amount("length"),
        size.amount("height"),
        size.amount("weight"),
        quantity);
  }

  private static Country country(Fields address) {
    String code = address.text("country");
    if (!Country.isCode(code)) {
      throw address.wrong("country", "is not a code of two letters");
    }
    return new Country(code);
  }
}
