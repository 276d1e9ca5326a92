package ecommerce.cli.trace;

import java.util.Optional;

/**
 * What a step failed of.
 *
 * @param what in few words
 * @param deniedRequest the id that {@code ./ecom why} is asked, where a policy denied it and the
 *     trace has the id
 */
record TraceFailure(String what, Optional<String> deniedRequest) {}
