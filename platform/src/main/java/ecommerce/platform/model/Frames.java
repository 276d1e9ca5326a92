package ecommerce.platform.model;

import java.util.Optional;

/**
 * What the frames of a client do. Registering is all a client can ask for; anything else is
 * accepted and does nothing.
 */
public final class Frames {

  private final Registrations registrations;

  public Frames(Registrations registrations) {
    this.registrations = registrations;
  }

  /**
   * @param route the route that API Gateway chose: {@code $connect}, {@code $disconnect}, {@code
   *     register}, {@code $default}
   * @param serviceName the source that a register frame names, where it names one
   */
  public void handle(String route, String connectionId, Optional<String> serviceName) {
    switch (route) {
      case "register" ->
          serviceName.ifPresent(source -> registrations.register(connectionId, source));
      case "$disconnect" -> registrations.forgetAll(connectionId);
      default -> {
        // Nothing to keep of a connection that listens to nothing.
      }
    }
  }
}
