package ecommerce.edge;

import java.util.List;

/** Which events follow a change of a table; none for a change that says nothing to the outside. */
@FunctionalInterface
public interface TableEvents {

  List<Event> of(Change change);
}
