package ecommerce.bench;

import java.util.List;

/** Something that is measured, with the environment that it needs. */
@FunctionalInterface
interface Figure {

  List<Finding> measure(Checkout checkout);
}
