package ecommerce.platform.model;

/** The way to the clients. */
@FunctionalInterface
public interface Connections {

  /**
   * Sends one text message.
   *
   * @return false where the connection is gone for good
   */
  boolean send(String connectionId, String message);
}
