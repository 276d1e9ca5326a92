package ecommerce.orders.adapters;

/** What an order may be refused for: in a customer's words, and as the metric that counts it. */
public enum Subject {
  REQUEST("request", "RefusedForRequest"),
  PRODUCTS("products", "RefusedForProducts"),
  DELIVERY_PRICE("delivery price", "RefusedForDeliveryPrice"),
  PAYMENT("payment", "RefusedForPayment"),
  PAYMENT_TOKEN("payment token", "RefusedForUsedToken"),
  IDEMPOTENCY_KEY("idempotencyKey", "RefusedForUsedKey"),
  OUTAGE("a service that is down", "RefusedForOutage");

  private final String words;
  private final String metric;

  Subject(String words, String metric) {
    this.words = words;
    this.metric = metric;
  }

  public String words() {
    return words;
  }

  public String metric() {
    return metric;
  }
}
