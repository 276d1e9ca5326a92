package ecommerce.suite.clients;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.contract.EventContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Every event of the platform since the suite began, as its WebSocket listener tells it. */
public final class EventLog implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("users", "products", "orders", "warehouse", "delivery", "payment");

  /** Half of what API Gateway lets a connection be without a message. */
  private static final long RENEWAL_MINUTES = 5;

  private final EventListener listener;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final EventContract contract = new EventContract();
  private final Set<String> putByHand = new HashSet<>();
  private int checked;

  EventLog(EventListener listener) {
    this.listener = listener;
    register();
    renewal.scheduleAtFixedRate(this::register, RENEWAL_MINUTES, RENEWAL_MINUTES, TimeUnit.MINUTES);
  }

  private void register() {
    SERVICES.forEach(service -> listener.register("ecommerce." + service));
  }

  /**
   * The events about a thing, in the order of their arrival, which says nothing about the order of
   * what happened. One that came more than once, which it may, is here once.
   */
  public List<JsonNode> about(String id) {
    Set<JsonNode> seen = new HashSet<>();
    return listener.events().stream()
        .filter(event -> event.path("resources").path(0).asText().equals(id))
        .filter(
            event ->
                seen.add(
                    Json.list(
                        event.path("source"), event.path("detail-type"), event.path("detail"))))
        .toList();
  }

  /** The detail-types of the events about a thing, in the order of their arrival. */
  public List<String> typesAbout(String id) {
    return about(id).stream().map(event -> event.path("detail-type").asText()).toList();
  }

  public List<JsonNode> of(String type, String id) {
    return about(id).stream()
        .filter(event -> event.path("detail-type").asText().equals(type))
        .toList();
  }

  /** Waits for an event about a thing; gives the first. */
  public JsonNode await(String type, String id) {
    return eventually(
        () -> {
          assertThat(typesAbout(id))
              .as("events about %s, the listener being %s", id, listener.isOpen() ? "open" : "gone")
              .contains(type);
          return of(type, id).getFirst();
        });
  }

  /**
   * Keeps an event that a test puts by hand from being held against the contract. Runs while
   * nothing is checked.
   */
  synchronized void putByHand(java.util.function.Supplier<String> put) {
    putByHand.add(put.get());
  }

  /**
   * What is wrong, by their emitters' {@code events.yaml}, with the events since it was asked the
   * last time.
   */
  public synchronized List<String> problems() {
    List<JsonNode> all = listener.events();
    List<JsonNode> unchecked = new ArrayList<>(all.subList(checked, all.size()));
    checked = all.size();
    return unchecked.stream()
        .filter(event -> !putByHand.contains(event.path("id").asText()))
        .flatMap(event -> contract.problem(event).stream())
        .toList();
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    listener.close();
  }
}
