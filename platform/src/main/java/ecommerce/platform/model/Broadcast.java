package ecommerce.platform.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends an event, after a moment, to every listener of its source. A connection found gone is
 * forgotten; one that cannot be reached holds up no other and is not tried again, since those who
 * have the event already would get it twice.
 */
public final class Broadcast {

  /**
   * What became of one event.
   *
   * @param sent how many listeners have it
   * @param gone how many connections were found gone
   * @param failures why others do not have it
   */
  public record Result(int sent, int gone, List<RuntimeException> failures) {

    public Result {
      failures = List.copyOf(failures);
    }
  }

  private final Registrations registrations;
  private final Connections connections;
  private final Moment moment;

  /**
   * @param moment how long to wait for registrations that are on their way
   */
  public Broadcast(Registrations registrations, Connections connections, Moment moment) {
    this.registrations = registrations;
    this.connections = connections;
    this.moment = moment;
  }

  /**
   * @param happened when the event happened
   */
  public Result send(String source, Instant happened, String message) {
    LockSupport.parkNanos(moment.left(happened).toNanos());
    int sent = 0;
    int gone = 0;
    List<RuntimeException> failures = new ArrayList<>();
    for (String connectionId : registrations.listeners(source)) {
      try {
        if (connections.send(connectionId, message)) {
          sent++;
        } else {
          gone++;
          registrations.forget(connectionId, source);
        }
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return new Result(sent, gone, failures);
  }
}
