package ecommerce.payment.model;

/**
 * What was captured for an order, and what became of it.
 *
 * @param owed what the order costs, as far as we have heard: what was captured, or less
 * @param left what may still be given back; refunds that are under way are taken from it
 * @param refunded what was given back
 */
public record Captured(String token, long amount, long owed, long left, long refunded) {}
