package ecommerce.payment.model;

import java.util.OptionalLong;

/**
 * What an administrator, or a total that was lowered late, asks to give back.
 *
 * @param refundId the same request has the same one
 * @param amount at least 1; all that is left, where it is empty
 * @param by who asks: the id of a user, or the name of a service
 */
public record RefundRequest(
    String orderId, String refundId, OptionalLong amount, String reason, String by) {

  private static final String OF_TOTALS = "total/";
  private static final String THIS_SERVICE = "ecommerce.payment";

  /** Whether an id is kept for refunds that this service makes by itself. */
  public static boolean isReserved(String refundId) {
    return refundId.startsWith(OF_TOTALS);
  }

  /** What was captured too much, because the order's total was lowered and we heard of it late. */
  static RefundRequest ofTotal(String orderId, long total, long amount) {
    return new RefundRequest(
        orderId,
        totalId(total),
        OptionalLong.of(amount),
        "the total of the order is " + total,
        THIS_SERVICE);
  }

  static String totalId(long total) {
    return OF_TOTALS + total;
  }
}
