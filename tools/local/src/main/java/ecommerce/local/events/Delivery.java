package ecommerce.local.events;

/**
 * One event on its way to one target.
 *
 * @param retries how often it was tried again
 */
record Delivery(String ruleArn, String ruleName, RuleTarget target, int retries) {

  Delivery again() {
    return new Delivery(ruleArn, ruleName, target, retries + 1);
  }
}
