package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Fills carts: products that are in the catalogue, a delivery price that is today's, a token that
 * is good for the total.
 */
public final class Shop {

  private final Table catalogue;
  private final RestApi deliveryPricing;
  private final PaymentCompany company;

  Shop(Table catalogue, RestApi deliveryPricing, PaymentCompany company) {
    this.catalogue = catalogue;
    this.deliveryPricing = deliveryPricing;
    this.company = company;
  }

  /** A product that the catalogue does not have. */
  public static ObjectNode newProduct(int price) {
    return Json.object(
        "productId",
        UUID.randomUUID().toString(),
        "name",
        "Walnut desk",
        "category",
        "desks-" + UUID.randomUUID(),
        "price",
        price,
        "package",
        Json.object("width", 500, "length", 400, "height", 90, "weight", 3000),
        "tags",
        Json.list("oak", "new"),
        "pictures",
        Json.list("https://example.com/desk.jpg"),
        "createdDate",
        "2026-01-02T03:04:05.000Z",
        "modifiedDate",
        "2026-01-02T03:04:05.000Z");
  }

  public static ObjectNode address() {
    return Json.object(
        "name", "Ada Byron",
        "companyName", "Engines Ltd",
        "streetAddress", "Marktstr. 1",
        "postCode", "28195",
        "city", "Bremen",
        "state", "HB",
        "country", "DE",
        "phoneNumber", "+4942100000");
  }

  /** A product in the catalogue. */
  public ObjectNode product(int price) {
    ObjectNode product = newProduct(price);
    catalogue.put(product);
    return product;
  }

  /** A request for an order of new products, one for each quantity, at prices of 1000, 2000, … */
  public ObjectNode cart(int... quantities) {
    ArrayNode products = Json.list();
    for (int quantity : quantities) {
      products.add(product(1000 * (products.size() + 1)).put("quantity", quantity));
    }
    return cart(products);
  }

  /** A request for an order of these products. */
  public ObjectNode cart(ArrayNode products) {
    long deliveryPrice =
        deliveryPricing
            .post("/backend/pricing", Json.object("products", products, "address", address()))
            .ok()
            .path("pricing")
            .longValue();
    String token = company.preauthorise(total(products, deliveryPrice));
    return Json.object(
        "products",
        products,
        "address",
        address(),
        "deliveryPrice",
        deliveryPrice,
        "paymentToken",
        token);
  }

  /** Σ price × quantity + delivery price. */
  public static long total(JsonNode products, long deliveryPrice) {
    return deliveryPrice
        + products
            .valueStream()
            .mapToLong(
                product -> product.path("price").longValue() * product.path("quantity").asLong(1))
            .sum();
  }
}
