package ecommerce.local.wire;

/** Something that takes WebSocket connections on the port. */
public interface WebSockets {

  /**
   * @param path raw
   */
  boolean owns(String path);

  /** The largest message that it takes, in bytes. */
  default int largestMessage() {
    return 128 * 1024;
  }

  /** Accepts or refuses a connection, before the upgrade. */
  Decision open(HttpRequest request);

  sealed interface Decision {
    record Accepted(Listener listener) implements Decision {}

    /** A plain HTTP answer instead of the upgrade. */
    record Refused(HttpResponse response) implements Decision {}
  }

  /** The environment's side of a connection. Calls come one at a time, in order. */
  interface Listener {
    void opened(Peer peer);

    void message(String text);

    void closed(int code, String reason);
  }

  /** The client's side of a connection. */
  interface Peer {
    /**
     * @return false where the connection is gone
     */
    boolean send(String text);

    void close(int code, String reason);
  }
}
