package ecommerce.edge;

import java.time.Instant;
import java.util.List;

/** {@link TableEvents} of those who have to know when a change happened. */
@FunctionalInterface
public interface DatedTableEvents {

  /**
   * @param when as the stream tells it, to the second or finer: the same each time that the change
   *     is told
   */
  List<Event> of(Change change, Instant when);
}
