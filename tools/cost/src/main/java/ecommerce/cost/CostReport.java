package ecommerce.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a million orders and an idle month cost, by service.
 *
 * @param perOrder what one order uses
 * @param idle what is charged in a month without orders
 * @param busy what comes on top of it in a month with any
 */
public record CostReport(PriceList prices, Usage perOrder, Usage idle, Usage busy) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  public Bill millionOrders() {
    return new Bill(perOrder, prices, MILLION);
  }

  public Bill idleMonth() {
    return new Bill(idle, prices, BigDecimal.ONE);
  }

  /** The standing charges of a month with orders, beside those of an idle one. */
  public Bill busyMonth() {
    return new Bill(busy, prices, BigDecimal.ONE);
  }

  public String text() {
    return heading() + "\n\n" + services().text() + "\n" + quantities().text();
  }

  public String markdown() {
    return heading() + "\n\n" + services().markdown() + "\n" + quantities().markdown();
  }

  private String heading() {
    return "US dollars, prices of %s in %s, free tiers not counted."
        .formatted(prices.date(), prices.region());
  }

  private Table services() {
    Bill orders = millionOrders();
    List<String> columns =
        List.copyOf(
            orders.services().stream()
                .flatMap(service -> orders.of(service).keySet().stream())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
    List<String> head = new ArrayList<>(List.of("a million orders"));
    head.addAll(columns);
    head.addAll(List.of("together", "idle month", "month with orders, on top"));
    Table table = new Table(head);
    TreeSet<String> services = new TreeSet<>(orders.services());
    services.addAll(idleMonth().services());
    services.addAll(busyMonth().services());
    for (String service : services) {
      Map<String, BigDecimal> of = orders.of(service);
      table.row(
          row(
              service,
              columns.stream().map(column -> of.getOrDefault(column, BigDecimal.ZERO)),
              orders.total(service),
              idleMonth().total(service),
              busyMonth().total(service)));
    }
    return table.row(
        row(
            "total",
            columns.stream().map(column -> column(orders, column)),
            orders.total(),
            idleMonth().total(),
            busyMonth().total()));
  }

  private static BigDecimal column(Bill bill, String column) {
    return bill.services().stream()
        .map(service -> bill.of(service).getOrDefault(column, BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> row(String name, Stream<BigDecimal> columns, BigDecimal... sums) {
    return Stream.concat(
            Stream.of(name), Stream.concat(columns, Stream.of(sums)).map(CostReport::dollars))
        .toList();
  }

  private static String dollars(BigDecimal amount) {
    return amount.signum() == 0 ? "–" : amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private Table quantities() {
    Table table =
        new Table(List.of("an order uses", "quantity", "unit", "price", "a million orders"));
    Bill orders = millionOrders();
    orders
        .quantities()
        .forEach(
            (name, quantity) -> {
              Price price = prices.price(name);
              table.row(
                  List.of(
                      name,
                      quantity.setScale(3, RoundingMode.HALF_UP).toPlainString(),
                      price.unit(),
                      price.amount().toPlainString() + " / " + price.per().toPlainString(),
                      dollars(price.of(quantity).multiply(MILLION))));
            });
    return table;
  }
}
