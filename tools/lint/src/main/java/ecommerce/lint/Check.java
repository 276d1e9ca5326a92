package ecommerce.lint;

/**
 * One convention. It looks at one service at a time and may ask the checkout for the others; it
 * reports each breach where a person would mend it, and never throws for what a service has wrong.
 */
interface Check {

  /** Short and in lower case; it stands in each finding. */
  String name();

  /** What must hold, and why, in a sentence or two: {@code ./ecom lint --list} prints it. */
  String explanation();

  void look(ServiceFolder service, Checkout checkout, Findings findings);
}
