package ecommerce.orders.adapters;

import java.util.List;

/** What another service has to say about an order before it is made. */
public interface Check {

  /** What is checked. */
  Subject subject();

  /**
   * What is wrong, in words for the customer; empty where nothing is.
   *
   * @throws ecommerce.edge.Outage where the service does not answer as it should
   */
  List<String> problems(OrderRequest request);
}
