package ecommerce.edge;

import java.util.List;

/**
 * As {@link TableEvents}, for whom it matters where in the stream a change is. Told again with the
 * same change and position, it does and gives the same again.
 */
@FunctionalInterface
public interface StreamEvents {

  List<Event> of(Change change, StreamPosition position);
}
