package ecommerce.products.handlers;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.ApiAnswer;
import ecommerce.edge.ApiRequest;
import ecommerce.edge.AwsClients;
import ecommerce.edge.Edge;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.products.adapters.Catalogue;
import ecommerce.products.adapters.CatalogueTable;
import ecommerce.products.adapters.ProductJson;
import ecommerce.products.model.CatalogueCheck;
import ecommerce.products.model.Mismatch;
import ecommerce.products.model.Product;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code POST /backend/validate}: are these products as the catalogue has them? Answers 200 either
 * way; the wrong ones are listed in {@code products}, which is absent when there are none.
 */
public final class ValidateProducts implements RequestStreamHandler {

  private final Edge edge;
  private final Catalogue catalogue;

  public ValidateProducts() {
    this(Settings.fromEnvironment());
  }

  private ValidateProducts(Settings settings) {
    this(
        settings,
        new CatalogueTable(AwsClients.dynamoDb(settings), settings.required("TABLE_NAME")));
    Priming.attempt("catalogue", () -> catalogue.find(Set.of("priming")));
  }

  ValidateProducts(Settings settings, Catalogue catalogue) {
    this.edge = new Edge(settings);
    this.catalogue = catalogue;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.serve(in, out, context, this::validate);
  }

  private ApiAnswer validate(ApiRequest request, InvocationLog log) {
    List<Fields> given = request.body().list("products");
    List<Product> products = given.stream().map(ProductJson::read).toList();
    Map<String, ObjectNode> items =
        catalogue.find(products.stream().map(Product::productId).collect(Collectors.toSet()));
    List<Mismatch> wrong = new CatalogueCheck(id -> ProductJson.entry(items.get(id))).of(products);
    log.put("products", products.size()).put("wrong", wrong.size());
    if (wrong.isEmpty()) {
      return ApiAnswer.ok(Json.object().put("message", "All products match the catalogue"));
    }
    log.count("ProductsRefused", wrong.size());
    ObjectNode answer =
        Json.object().put("message", wrong.stream().map(Mismatch::reason).collect(joining("; ")));
    ArrayNode versions = answer.putArray("products");
    wrong.forEach(mismatch -> versions.add(version(mismatch.productId(), items, given)));
    return ApiAnswer.ok(answer);
  }

  /** The catalogue's version of a wrong product, or the given one where it has none. */
  private static JsonNode version(String id, Map<String, ObjectNode> items, List<Fields> given) {
    return items.containsKey(id)
        ? items.get(id)
        : given.stream()
            .filter(product -> product.text("productId").equals(id))
            .findFirst()
            .orElseThrow()
            .json();
  }
}
