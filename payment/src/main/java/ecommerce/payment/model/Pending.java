package ecommerce.payment.model;

import java.util.OptionalLong;

/**
 * A payment that is authorised and neither captured nor released yet.
 *
 * @param amount what is to be paid, where it is known: an item that a client wrote does not tell
 */
public record Pending(String orderId, String token, OptionalLong amount) {}
