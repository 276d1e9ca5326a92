package ecommerce.platform.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Registrations in memory. */
public final class MemoryRegistrations implements Registrations {

  private record Registration(String connectionId, String source) {}

  private final Set<Registration> all = new LinkedHashSet<>();

  @Override
  public void register(String connectionId, String source) {
    all.add(new Registration(connectionId, source));
  }

  @Override
  public List<String> listeners(String source) {
    return all.stream()
        .filter(r -> r.source().equals(source))
        .map(Registration::connectionId)
        .toList();
  }

  @Override
  public void forget(String connectionId, String source) {
    all.remove(new Registration(connectionId, source));
  }

  @Override
  public void forgetAll(String connectionId) {
    all.removeIf(r -> r.connectionId().equals(connectionId));
  }
}
