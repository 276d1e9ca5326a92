package ecommerce.local;

import java.util.Map;
import java.util.Optional;

/** Verifies the tokens of user pools. */
public interface Tokens {

  /** The claims of a valid, unexpired token of the pool. */
  Optional<Map<String, Object>> verify(String userPoolId, String jwt);
}
