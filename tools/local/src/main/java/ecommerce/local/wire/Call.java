package ecommerce.local.wire;

import ecommerce.local.Identity;

/**
 * A call of an operation by someone whose signature held.
 *
 * @param requestId as the answer's {@code x-amzn-RequestId}
 */
public record Call(Identity caller, String requestId) {}
