package ecommerce.edge;

import java.util.List;

/** Where events go. */
public interface Events {

  /**
   * Publishes all of them, those of one resource in the order given.
   *
   * @return the events that could not be published, in spite of retries; empty when all were
   */
  List<Event> publish(List<Event> events);
}
