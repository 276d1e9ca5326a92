package ecommerce.edge;

import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * The connections that the JDK keeps alive for a client, one of each server. Closes them before
 * Lambda takes its snapshot of the function (SnapStart): a process that is restored from it, maybe
 * days later, would else send its first request into a connection that has long been dead, and a
 * POST is not sent twice.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 *     hooks of SnapStart</a>
 */
final class KeptConnections implements Resource {

  private final Map<String, HttpURLConnection> latest = new ConcurrentHashMap<>();

  /** Connections that are closed before each snapshot for as long as this object is held. */
  static KeptConnections closedBeforeSnapshots() {
    KeptConnections kept = new KeptConnections();
    Core.getGlobalContext().register(kept);
    return kept;
  }

  void used(HttpURLConnection connection) {
    latest.put(connection.getURL().getAuthority(), connection);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    latest.values().forEach(HttpURLConnection::disconnect);
    latest.clear();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // The next request opens its connection anew.
  }
}
