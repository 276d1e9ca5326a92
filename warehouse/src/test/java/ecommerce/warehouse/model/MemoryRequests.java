package ecommerce.warehouse.model;

import ecommerce.warehouse.model.PackagingRequest.Header;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Packaging requests in memory. */
public final class MemoryRequests implements PackagingRequests {

  private final Map<String, PackagingRequest> requests = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();

  @Override
  public synchronized PackagingRequest find(String orderId) {
    return requests.getOrDefault(
        orderId, new PackagingRequest(orderId, Optional.empty(), Map.of()));
  }

  /** Puts a request past the service, as a client does. */
  public synchronized void put(PackagingRequest request) {
    requests.put(request.orderId(), request);
  }

  @Override
  public synchronized Written make(
      PackagingRequest seen, Map<String, Long> quantities, String date) {
    if (!find(seen.orderId()).equals(seen)) {
      return Written.CHANGED_MEANWHILE;
    }
    if (withdrawn.contains(seen.orderId())) {
      return Written.WITHDRAWN;
    }
    put(
        new PackagingRequest(
            seen.orderId(), Optional.of(new Header("NEW", Optional.of(date))), quantities));
    return Written.DONE;
  }

  @Override
  public synchronized Written update(
      PackagingRequest seen, Map<String, Long> quantities, String date) {
    if (!find(seen.orderId()).equals(seen)) {
      return Written.CHANGED_MEANWHILE;
    }
    Header header = seen.header().orElseThrow();
    Optional<Header> after =
        quantities.isEmpty()
            ? seen.header()
            : Optional.of(new Header(header.status(), Optional.of(date)));
    put(new PackagingRequest(seen.orderId(), after, quantities));
    return Written.DONE;
  }

  @Override
  public synchronized Written withdraw(PackagingRequest seen) {
    if (!find(seen.orderId()).equals(seen)) {
      return Written.CHANGED_MEANWHILE;
    }
    requests.remove(seen.orderId());
    withdrawn.add(seen.orderId());
    return Written.DONE;
  }
}
