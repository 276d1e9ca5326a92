package ecommerce.payment.model;

import java.util.Optional;

/**
 * An amount that is given back of what was captured for an order. Its id is the refund's
 * idempotency key, and the payment company knows it by the same id: under one id money is given
 * back once.
 *
 * @param token never leaves this service but to the payment company
 * @param amount taken from what is left of the captured amount while it is not {@code REFUSED}
 * @param rest whether all that was left was asked for
 * @param failure why it was refused
 * @param open whether something is left to do: the company has not answered, or the outcome is not
 *     announced yet
 */
public record Refund(
    String orderId,
    String refundId,
    String token,
    long amount,
    boolean rest,
    String reason,
    String by,
    Status status,
    Optional<String> failure,
    boolean open) {

  /** Where a refund stands. One that was refused may be asked for again. */
  public enum Status {
    PENDING,
    DONE,
    REFUSED
  }

  static Refund pending(RefundRequest request, String token, long amount) {
    return new Refund(
        request.orderId(),
        request.refundId(),
        token,
        amount,
        request.amount().isEmpty(),
        request.reason(),
        request.by(),
        Status.PENDING,
        Optional.empty(),
        true);
  }

  /** Whether it was made for the same request: who asks again does not matter. */
  boolean isFor(RefundRequest request) {
    boolean same = request.amount().isPresent() ? request.amount().getAsLong() == amount : rest;
    return same && request.reason().equals(reason);
  }

  /** The same refund, further on. */
  public Refund now(Status next, Optional<String> why) {
    return new Refund(orderId, refundId, token, amount, rest, reason, by, next, why, true);
  }
}
