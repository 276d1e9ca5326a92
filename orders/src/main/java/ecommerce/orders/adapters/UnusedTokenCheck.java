package ecommerce.orders.adapters;

import java.util.List;

/** The payment token was used for no other order; asked of this service's own claims. */
public final class UnusedTokenCheck implements Check {

  /** What is wrong with a token that was used. */
  public static final String USED = "payment token was used for another order";

  private final TokenClaims claims;

  public UnusedTokenCheck(TokenClaims claims) {
    this.claims = claims;
  }

  @Override
  public Subject subject() {
    return Subject.PAYMENT_TOKEN;
  }

  @Override
  public List<String> problems(OrderRequest request) {
    return claims
        .orderOf(request.paymentToken())
        .filter(orderId -> !orderId.equals(request.newOrderId()))
        .map(orderId -> List.of(USED))
        .orElse(List.of());
  }
}
