import java.util.Map;

/** What some pieces cost. */
public final class Price {

  static final int VERSION = 1;
  private static final int PRICE = 200;

  public Map<String, Integer> handle(Map<String, Integer> event) {
    return Map.of("total", total(event.get("quantity")), "version", VERSION);
  }

  static int total(int quantity) {
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity is not at least 1");
    }
    return quantity * PRICE;
  }
}
