package ecommerce.orders.adapters;

/**
 * One thing for which an order is refused.
 *
 * @param words for the customer
 */
public record Problem(Subject subject, String words) {}
