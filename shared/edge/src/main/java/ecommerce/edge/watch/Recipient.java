package ecommerce.edge.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who handles the events of a dead-letter queue: the same that failed on them before. */
@FunctionalInterface
public interface Recipient {

  /** What came of a delivery. */
  enum Reception {
    HANDLED,
    /** No retry will mend it. */
    UNREADABLE,
    /** It may succeed later. */
    FAILED
  }

  Reception give(ObjectNode event);
}
