package ecommerce.suite.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The {@code events.yaml} of all services: every event must validate against its emitter's. */
public final class EventContract {

  private final Map<String, Optional<Contracts>> services = new ConcurrentHashMap<>();

  /** What is wrong with a whole event as EventBridge delivers it; empty where nothing is. */
  public Optional<String> problem(JsonNode event) {
    String service = event.path("source").asText().replaceFirst("^ecommerce\\.", "");
    Optional<Contracts> contracts =
        services.computeIfAbsent(service, name -> Contracts.read(name, "events.yaml"));
    JsonNode schema =
        contracts
            .map(
                document ->
                    document.at("/components/schemas/" + event.path("detail-type").asText()))
            .filter(found -> !found.isMissingNode())
            .orElse(null);
    if (schema == null) {
      return Optional.of(service + "/resources/events.yaml does not know " + event);
    }
    String problems = contracts.orElseThrow().problems(schema, event);
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems + " in " + event);
  }
}
