package ecommerce.platform.model;

import java.util.List;

/**
 * Which WebSocket connections listen to which source of events. A registration is forgotten after a
 * day by itself.
 */
public interface Registrations {

  /**
   * Registers a connection for a source; once more changes nothing but the day, which starts again.
   */
  void register(String connectionId, String source);

  /**
   * The connections registered for a source; a registration that was acknowledged is always among
   * them.
   */
  List<String> listeners(String source);

  /** Forgets the registration of a connection for a source. */
  void forget(String connectionId, String source);

  /** Forgets all registrations of a connection, as far as they can be found by now. */
  void forgetAll(String connectionId);
}
