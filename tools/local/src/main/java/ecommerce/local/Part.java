package ecommerce.local;

import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import ecommerce.local.wire.WebSockets;
import java.util.List;

/**
 * One service of the environment: what it offers on the wire, which resources it makes. Built by
 * its constructor from its state in the store; works from {@link #start()} on, until {@link
 * #close()}.
 */
public interface Part extends AutoCloseable {

  default List<AwsService> services() {
    return List.of();
  }

  default List<PathService> paths() {
    return List.of();
  }

  default List<WebSockets> webSockets() {
    return List.of();
  }

  default List<ResourceType> resourceTypes() {
    return List.of();
  }

  /**
   * Begins what goes on by itself: pollers, retries that were waiting. All parts are built by then.
   */
  default void start() {}

  /** Ends it; what was accepted stays in the store. */
  @Override
  default void close() {}
}
