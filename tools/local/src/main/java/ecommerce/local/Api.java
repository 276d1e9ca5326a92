package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The operations of all services, called in process: authorised as over the wire, with no
 * signature.
 */
public interface Api {

  /**
   * Calls an operation with its JSON request, as JSON-protocol clients would.
   *
   * @param service signing name, e.g. {@code dynamodb}
   * @throws ecommerce.local.wire.Fault the operation's own error
   */
  JsonNode call(Identity caller, String service, String operation, JsonNode request);
}
