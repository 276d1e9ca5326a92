package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.target.Capability;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use which field. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlAccessIT {

  private enum Caller {
    ANYONE,
    CUSTOMER,
    WAREHOUSE,
    DELIVERY,
    ADMIN
  }

  private enum Field {
    getProducts("query { getProducts { products { productId } } }", EnumSet.allOf(Caller.class)),
    getProductsByCategory(
        "query { getProductsByCategory(category: \"none\") { products { productId } } }",
        EnumSet.allOf(Caller.class)),
    getProduct(
        "query { getProduct(productId: \"none\") { productId } }", EnumSet.allOf(Caller.class)),
    getDeliveryPricing(
        "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    getOrders(
        "query { getOrders { orders { orderId } } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    getOrder(
        "query { getOrder(orderId: \"none\") { orderId } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    createOrder(
        "mutation ($order: CreateOrderRequest!) { createOrder(order: $order) { success errors } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    cancelOrder(
        "mutation { cancelOrder(orderId: \"none\") { success } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    listOrders(
        "query { listOrders(status: NEW) { nextToken } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.DELIVERY, Caller.ADMIN)),
    getNewPackagingRequestIds(
        "query { getNewPackagingRequestIds { packagingRequestIds } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.ADMIN)),
    getPackagingRequest(
        "query { getPackagingRequest(input: {orderId: \"none\"}) { orderId } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.ADMIN)),
    startPackaging(
        "mutation { startPackaging(input: {orderId: \"none\"}) { success } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.ADMIN)),
    updatePackagingProduct(
        "mutation { updatePackagingProduct(input: {orderId: \"none\", productId: \"none\","
            + " quantity: 1}) { success } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.ADMIN)),
    completePackaging(
        "mutation { completePackaging(input: {orderId: \"none\"}) { success } }",
        EnumSet.of(Caller.WAREHOUSE, Caller.ADMIN)),
    getNewDeliveries(
        "query { getNewDeliveries { deliveries { orderId } } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    getDelivery(
        "query { getDelivery(input: {orderId: \"none\"}) { orderId } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    startDelivery(
        "mutation { startDelivery(input: {orderId: \"none\"}) { success } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    completeDelivery(
        "mutation { completeDelivery(input: {orderId: \"none\"}) { success } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    failDelivery(
        "mutation { failDelivery(input: {orderId: \"none\"}) { success } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    track("query { track(trackingNumber: \"none\") { status } }", EnumSet.allOf(Caller.class)),
    trackOrder(
        "query { trackOrder(orderId: \"none\") { status } }",
        EnumSet.complementOf(EnumSet.of(Caller.ANYONE))),
    addTrackingEvent(
        "mutation { addTrackingEvent(input: {trackingNumber: \"none\", status: DELAYED}) {"
            + " success } }",
        EnumSet.of(Caller.DELIVERY, Caller.ADMIN)),
    searchProducts(
        "query { searchProducts(tag: \"none\") { products { productId } } }",
        EnumSet.allOf(Caller.class)),
    createProduct(
        "mutation { createProduct(input: {name: \"\", price: 1, package: {width: 1, length: 1,"
            + " height: 1, weight: 1}}) { success } }",
        EnumSet.of(Caller.ADMIN)),
    updateProduct(
        "mutation { updateProduct(input: {productId: \"none\", version: 1}) { success } }",
        EnumSet.of(Caller.ADMIN)),
    deleteProduct(
        "mutation { deleteProduct(input: {productId: \"none\", version: 1}) { success } }",
        EnumSet.of(Caller.ADMIN));

    private final String query;
    private final Set<Caller> allowed;

    Field(String query, Set<Caller> allowed) {
      this.query = query;
      this.allowed = allowed;
    }
  }

  private final Platform platform;

  GraphQlAccessIT(Platform platform) {
    this.platform = platform;
  }

  private GraphQl as(Caller caller) {
    return switch (caller) {
      case ANYONE -> platform.anyone();
      case CUSTOMER -> platform.people().customer().graphQl();
      case WAREHOUSE -> platform.people().packer().graphQl();
      case DELIVERY -> platform.people().courier().graphQl();
      case ADMIN -> platform.people().admin().graphQl();
    };
  }

  private static GraphQlAnswer ask(GraphQl api, Field field) {
    JsonNode products = Json.list(input(Shop.newProduct(5)));
    ObjectNode pricing = Json.object("products", products, "address", Shop.address());
    ObjectNode order = pricing.deepCopy().put("deliveryPrice", 0).put("paymentToken", "none");
    return switch (field) {
      case getDeliveryPricing -> api.ask(field.query, "input", pricing);
      case createOrder -> api.ask(field.query, "order", order);
      default -> api.ask(field.query);
    };
  }

  private static ObjectNode input(ObjectNode product) {
    return product.retain("productId", "name", "package", "price");
  }

  static Stream<Arguments> everyFieldAndCaller() {
    return Arrays.stream(Field.values())
        .flatMap(
            field -> Arrays.stream(Caller.values()).map(caller -> Arguments.of(field, caller)));
  }

  @ParameterizedTest
  @MethodSource("everyFieldAndCaller")
  void givesAFieldToThoseWhoMayUseItAndToNobodyElse(Field field, Caller caller) {
    GraphQlAnswer answer = ask(as(caller), field);
    if (field.allowed.contains(caller)) {
      assertThat(answer.saysUnauthorized()).as("%s", answer).isFalse();
    } else {
      answer.isUnauthorized(field.name());
    }
  }

  @Test
  void refusesARequestWithoutCredential() {
    isRefused(platform.anyone().withoutCredential());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "da2-aaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void refusesAWrongApiKey(String key) {
    isRefused(platform.anyone().with("X-Api-Key", key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.", "Bearer x"})
  void refusesATokenThatIsNone(String token) {
    isRefused(platform.anyone().with("Authorization", token));
  }

  @Test
  void refusesATokenThatWasChanged() {
    Person customer = platform.people().customer();
    String[] parts = customer.idToken().split("\\.");
    ObjectNode claims =
        (ObjectNode) Json.parse(new String(Base64.getUrlDecoder().decode(parts[1])));
    claims.set("cognito:groups", Json.list("admin"));
    isRefused(
        customer
            .graphQl()
            .with("Authorization", parts[0] + "." + encoded(claims) + "." + parts[2]));
  }

  @Test
  void refusesATokenThatHasExpired() {
    Person customer = platform.people().customer();
    String[] parts = customer.idToken().split("\\.");
    ObjectNode claims =
        (ObjectNode) Json.parse(new String(Base64.getUrlDecoder().decode(parts[1])));
    claims.put("exp", 1_600_000_000).put("iat", 1_599_990_000);
    isRefused(
        customer
            .graphQl()
            .with("Authorization", parts[0] + "." + encoded(claims) + "." + parts[2]));
  }

  private static String encoded(ObjectNode claims) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void isRefused(GraphQl api) {
    GraphQlAnswer answer = ask(api, Field.getProducts);
    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
    assertThat(answer.errors()).as("%s", answer).isNotEmpty();
    assertThat(answer.body().path("data").isObject()).as("%s", answer).isFalse();
  }

  @Test
  void answersAtItsUrlWithAndWithoutASlash() {
    assertThat(ask(platform.anyone().atSlash(), Field.getProducts).errors()).isEmpty();
    assertThat(ask(platform.anyone(), Field.getProducts).errors()).isEmpty();
    assertThat(ask(platform.people().customer().graphQl().atSlash(), Field.getOrders).errors())
        .isEmpty();
  }

  @Test
  void doesNotGiveTheFieldsOfATypeThatIsNotForTheCaller() {
    GraphQlAnswer answer =
        platform
            .anyone()
            .ask("query { getOrder(orderId: \"" + UUID.randomUUID() + "\") { total } }");
    answer.isUnauthorized("getOrder");
  }
}
