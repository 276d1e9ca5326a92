package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;

/**
 * A data source: takes what a request handler returned and gives what the response handler sees.
 */
@FunctionalInterface
interface DataSourceCall {

  /**
   * @param result as {@code ctx.result}; may be there beside an error
   * @param error as {@code ctx.error}
   */
  record Result(JsonNode result, Optional<ResolverError> error) {

    static Result of(JsonNode result) {
      return new Result(result, Optional.empty());
    }

    static Result failed(ResolverError error) {
      return new Result(NullNode.instance, Optional.of(error));
    }
  }

  /**
   * @throws RequestError where the handler returned something that the data source does not take
   */
  Result call(JsonNode request);

  /** A request handler's result that its data source cannot work with; ends the resolver. */
  final class RequestError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequestError(String message) {
      super(message, null, false, false);
    }
  }
}
