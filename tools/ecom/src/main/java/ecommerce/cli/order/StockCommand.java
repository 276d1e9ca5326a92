package ecommerce.cli.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.Shop;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom stock}: what is there of the catalogue's products or of one, with what came and
 * went; and counts goods that come in, or corrects a count, as somebody of the warehouse.
 */
@Command(
    name = "stock",
    description = "Shows the stock, counts goods that come in, and corrects counts.",
    mixinStandardHelpOptions = true)
public final class StockCommand implements Callable<Integer> {

  private static final String COUNTS = "onHand reserved available";
  private static final int MOVEMENTS = 10;

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Parameters(arity = "0..1", paramLabel = "PRODUCT", description = "The id of a product.")
  String productId;

  @ArgGroup(exclusive = true)
  Change change;

  private static final class Change {
    @ArgGroup(exclusive = false)
    Receipt receipt;

    @ArgGroup(exclusive = false)
    Adjustment adjustment;
  }

  private static final class Receipt {
    @Option(
        names = "--receive",
        required = true,
        paramLabel = "N",
        description = "So many came in.")
    int quantity;

    @Option(
        names = "--reference",
        paramLabel = "REFERENCE",
        description = "Of the delivery note; the same counts once (default: a new one).")
    String reference;
  }

  private static final class Adjustment {
    @Option(
        names = "--adjust",
        required = true,
        paramLabel = "N",
        description = "By how many the count is too low; negative, where it is too high.")
    int quantity;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "REASON",
        description = "Why the count was wrong.")
    String reason;
  }

  @Override
  public Integer call() {
    if (change != null && productId == null) {
      throw new ParameterException(spec.commandLine(), "PRODUCT is missing");
    }
    RunningEnvironment running = target.running();
    Shop shop = new Shop(new Aws(running.endpoint(), running.region(), running.environment()));
    GraphQl warehouse = shop.as(Person.WAREHOUSE);
    PrintWriter out = spec.commandLine().getOut();
    if (change != null) {
      change(warehouse);
    }
    if (productId == null) {
      catalogue(warehouse, out);
    } else {
      product(warehouse, out);
    }
    out.flush();
    return 0;
  }

  private void change(GraphQl warehouse) {
    ObjectNode variables = GraphQl.variables();
    ObjectNode input = variables.putObject("input").put("productId", productId);
    if (change.receipt != null) {
      String reference = change.receipt.reference;
      input
          .put("quantity", change.receipt.quantity)
          .put("reference", reference == null ? UUID.randomUUID().toString() : reference);
      warehouse.ask(
          "receiveStock",
          "mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { success } }",
          variables);
    } else {
      input.put("quantity", change.adjustment.quantity).put("reason", change.adjustment.reason);
      warehouse.ask(
          "adjustStock",
          "mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { success } }",
          variables);
    }
  }

  private void catalogue(GraphQl warehouse, PrintWriter out) {
    String token = null;
    do {
      JsonNode page =
          warehouse.ask(
              "getProducts",
              "query ($nextToken: String) { getProducts(nextToken: $nextToken)"
                  + " { products { productId name availability } nextToken } }",
              GraphQl.variables().put("nextToken", token));
      for (JsonNode product : page.path("products")) {
        out.printf(
            "%-36s  %-11s  %s  %s%n",
            product.path("productId").asText(),
            product.path("availability").asText(),
            counts(stock(warehouse, product.path("productId").asText())),
            product.path("name").asText());
      }
      token = page.path("nextToken").textValue();
    } while (token != null);
  }

  private void product(GraphQl warehouse, PrintWriter out) {
    out.println(productId + "  " + counts(stock(warehouse, productId)).strip());
    JsonNode movements =
        warehouse.ask(
            "listStockMovements",
            "query ($id: ID!) { listStockMovements(productId: $id)"
                + " { movements { date kind quantity who reason reference orderId } } }",
            GraphQl.variables().put("id", productId));
    int shown = 0;
    for (JsonNode movement : movements.path("movements")) {
      if (shown++ < MOVEMENTS) {
        out.printf(
            "%s  %-8s  %6s  %s%s%s, %s%n",
            movement.path("date").asText(),
            movement.path("kind").asText(),
            movement.path("quantity").asText(),
            movement.path("reason").asText(),
            named(" reference ", movement.path("reference")),
            named(" order ", movement.path("orderId")),
            movement.path("who").asText());
      }
    }
  }

  private static JsonNode stock(GraphQl warehouse, String productId) {
    return warehouse.ask(
        "getStock",
        "query ($id: ID!) { getStock(productId: $id) { " + COUNTS + " } }",
        GraphQl.variables().put("id", productId));
  }

  private static String counts(JsonNode stock) {
    return stock.isObject()
        ? "%6d on hand  %6d reserved  %6d available"
            .formatted(
                stock.path("onHand").asInt(),
                stock.path("reserved").asInt(),
                stock.path("available").asInt())
        : "%-48s".formatted("is not tracked");
  }

  private static String named(String what, JsonNode value) {
    return value.isTextual() ? what + value.asText() : "";
  }
}
