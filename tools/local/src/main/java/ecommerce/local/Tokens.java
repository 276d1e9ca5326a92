package ecommerce.local;

import java.util.Map;
import java.util.Optional;

/** Proves the tokens of Cognito user pools. */
public interface Tokens {

  /**
   * The claims of a valid token of the pool: signed by it, issued by it, not expired. Empty for
   * anything else.
   *
   * @param jwt an ID or access token in compact form
   */
  Optional<Map<String, Object>> verify(String userPoolId, String jwt);
}
