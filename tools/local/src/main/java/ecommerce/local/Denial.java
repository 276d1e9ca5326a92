package ecommerce.local;

/**
 * A call that policies did not allow.
 *
 * @param message as the caller is told it
 * @param reason which statement of which policy denied it, or that none allows it
 */
public record Denial(
    Identity caller, String action, String resource, String message, String reason) {}
