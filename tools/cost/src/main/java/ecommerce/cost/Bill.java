package ecommerce.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Usage at the prices of a list, by service. */
public record Bill(Usage usage, PriceList prices, BigDecimal times) {

  /** One unit of usage, {@code times} over. */
  public Bill {
    usage.quantities().keySet().forEach(item -> prices.price(item.price()));
  }

  /** The services that used anything, by name. */
  public List<String> services() {
    TreeSet<String> services = new TreeSet<>();
    usage.quantities().keySet().forEach(item -> services.add(item.service()));
    return List.copyOf(services);
  }

  /** What a service costs, by column ({@code Lambda}, {@code API}). */
  public Map<String, BigDecimal> of(String service) {
    Map<String, BigDecimal> columns = new TreeMap<>();
    usage
        .quantities()
        .forEach(
            (item, quantity) -> {
              if (item.service().equals(service)) {
                Price price = prices.price(item.price());
                columns.merge(price.of(), price.of(quantity).multiply(times), BigDecimal::add);
              }
            });
    return columns;
  }

  public BigDecimal total(String service) {
    return sum(of(service));
  }

  public BigDecimal total() {
    return services().stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The quantity of each price, over all services; not multiplied. */
  public Map<String, BigDecimal> quantities() {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    usage
        .quantities()
        .forEach((item, quantity) -> quantities.merge(item.price(), quantity, BigDecimal::add));
    return quantities;
  }

  private static BigDecimal sum(Map<String, BigDecimal> columns) {
    return columns.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
