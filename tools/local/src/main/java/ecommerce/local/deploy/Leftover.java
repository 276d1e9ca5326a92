package ecommerce.local.deploy;

import ecommerce.local.template.RemovalPolicy;

/**
 * A resource that no longer belongs to its stack and is removed once that is certain.
 *
 * @param policy what its template said for this case
 */
record Leftover(String logicalId, Made made, RemovalPolicy policy) {

  /** Whether the thing itself stays. */
  boolean retained() {
    return policy == RemovalPolicy.RETAIN || policy == RemovalPolicy.RETAIN_EXCEPT_ON_CREATE;
  }
}
