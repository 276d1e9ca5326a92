package ecommerce.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * Everyone whom an order needs, in one person: customer, warehouse and delivery (an administrator
 * may be all). Usable by many threads. Waiting is asking again, at first after 20 ms, then less
 * often, up to every 200 ms.
 */
final class Shopper {

  private static final String EMAIL = "bench@example.com";
  private static final String PASSWORD = "Bench-Passw0rd!";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;

  private final Http http;
  private final GraphQl graphQl;
  private final URI payments;
  private final Basket basket;

  private Shopper(Http http, GraphQl graphQl, URI payments) {
    this.http = http;
    this.graphQl = graphQl;
    this.payments = payments;
    this.basket = Basket.fill(graphQl);
  }

  /**
   * Signs up where unknown, signs in, fills the basket, and makes a first order, so that every
   * function has run. A busy machine may start functions more slowly than their callers wait: the
   * first order is tried a few times.
   */
  static Shopper enter(Platform platform) {
    Http http = platform.http();
    GraphQl graphQl =
        new GraphQl(http, platform.parameter("frontend-api/api/url"), token(platform));
    URI payments = URI.create(platform.parameter("payment-3p/api/url") + "/preauth");
    Failure last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Shopper shopper = new Shopper(http, graphQl, payments);
        shopper.wholeOrder();
        return shopper;
      } catch (Failure failure) {
        last = failure;
      }
    }
    throw last;
  }

  private static String token(Platform platform) {
    CognitoIdentityProviderClient cognito = platform.cognito();
    String pool = platform.parameter("users/user-pool/id");
    AttributeType email = AttributeType.builder().name("email").value(EMAIL).build();
    try {
      cognito.adminCreateUser(
          r ->
              r.userPoolId(pool)
                  .username(EMAIL)
                  .messageAction(MessageActionType.SUPPRESS)
                  .userAttributes(email));
      cognito.adminSetUserPassword(
          r -> r.userPoolId(pool).username(EMAIL).password(PASSWORD).permanent(true));
      cognito.adminAddUserToGroup(r -> r.userPoolId(pool).username(EMAIL).groupName("admin"));
    } catch (UsernameExistsException e) {
      // From an earlier measurement.
    }
    String client =
        cognito
            .createUserPoolClient(
                r ->
                    r.userPoolId(pool)
                        .clientName("bench")
                        .explicitAuthFlowsWithStrings("ALLOW_ADMIN_USER_PASSWORD_AUTH"))
            .userPoolClient()
            .clientId();
    try {
      return cognito
          .adminInitiateAuth(
              r ->
                  r.userPoolId(pool)
                      .clientId(client)
                      .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                      .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD)))
          .authenticationResult()
          .idToken();
    } finally {
      cognito.deleteUserPoolClient(r -> r.userPoolId(pool).clientId(client));
    }
  }

  Basket basket() {
    return basket;
  }

  /** One order from its payment's authorisation until it is FULFILLED; nobody pauses on the way. */
  void wholeOrder() {
    String orderId = create();
    pack(orderId);
    deliver(orderId);
    awaitStatus(orderId, "FULFILLED");
  }

  /** Authorises the payment and makes the order: its id. */
  String create() {
    ObjectNode request =
        Http.JSON
            .createObjectNode()
            .put("cardNumber", "4111111111111111")
            .put("amount", basket.total());
    String token = http.post(payments, Map.of(), request).path("paymentToken").asText();
    ObjectNode variables = Http.JSON.createObjectNode();
    variables.set("order", basket.order(token));
    JsonNode answer =
        graphQl.ask(
            "createOrder",
            "mutation ($order: CreateOrderRequest!) { createOrder(order: $order) { success message"
                + " errors order { orderId } } }",
            variables);
    if (!answer.path("success").asBoolean()) {
      throw new Failure("the order was refused: " + answer);
    }
    return answer.at("/order/orderId").asText();
  }

  void pack(String orderId) {
    eventually(
        "the packaging request", () -> graphQl.move("startPackaging", "PackagingInput", orderId));
    graphQl.move("completePackaging", "PackagingInput", orderId);
  }

  void deliver(String orderId) {
    startDelivery(orderId);
    completeDelivery(orderId);
  }

  void startDelivery(String orderId) {
    eventually("the delivery", () -> graphQl.move("startDelivery", "DeliveryInput", orderId));
  }

  void completeDelivery(String orderId) {
    graphQl.move("completeDelivery", "DeliveryInput", orderId);
  }

  void awaitStatus(String orderId, String status) {
    ObjectNode variables = Http.JSON.createObjectNode().put("orderId", orderId);
    String query = "query ($orderId: ID!) { getOrder(orderId: $orderId) { status } }";
    eventually(
        status,
        () -> graphQl.ask("getOrder", query, variables).path("status").asText().equals(status));
  }

  private static void eventually(String what, BooleanSupplier happened) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    double pause = 20;
    Failure last = null;
    while (true) {
      try {
        if (happened.getAsBoolean()) {
          return;
        }
      } catch (Failure notYet) {
        last = notYet;
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "waited for " + what + " in vain" + (last == null ? "" : ": " + last.getMessage()),
            last);
      }
      LockSupport.parkNanos((long) (pause * 1e6));
      pause = Math.min(200, pause * 1.4);
    }
  }
}
