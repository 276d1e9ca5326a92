package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks GraphQL APIs of the environment on behalf of another service. */
public interface GraphqlApis {

  /** The API answered with errors that asking again would not mend. */
  final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Rejected(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Runs a mutation and waits for its answer; what its schema shows to subscribers is shown.
   *
   * @param caller who signs: must be allowed {@code appsync:GraphQL} on the mutation's fields
   * @param endpoint {@code arn:aws:appsync:REGION:ACCOUNT:endpoints/graphql-api/ID}
   * @param variables an object
   * @throws AccessDenied where a field is not the caller's
   * @throws Rejected where it is no mutation, or its answer has errors
   */
  void mutate(Identity caller, String endpoint, String mutation, JsonNode variables);
}
