import java.util.Map;

/** What a product is called. */
public final class Describe {

  public Map<String, String> handle(Map<String, String> event) {
    return Map.of("name", "Product " + event.get("productId"));
  }
}
