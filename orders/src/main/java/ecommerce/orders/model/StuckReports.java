package ecommerce.orders.model;

import java.time.Instant;
import java.util.List;

/** Which stuck orders were reported already, so that nobody is told every few minutes. */
public interface StuckReports {

  /** Those of them that are to be reported now: never in this status, or a whole deadline ago. */
  List<StuckOrder> due(List<StuckOrder> stuck, Instant now);

  /** Remembers that an order was reported. */
  void reported(StuckOrder order, Instant dueAgain);
}
