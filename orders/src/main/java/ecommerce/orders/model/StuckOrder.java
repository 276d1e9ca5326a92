package ecommerce.orders.model;

/**
 * An order that has been in a status for longer than its deadline.
 *
 * @param since when it was last changed, as the order says it
 */
public record StuckOrder(String orderId, OrderStatus status, String since) {}
