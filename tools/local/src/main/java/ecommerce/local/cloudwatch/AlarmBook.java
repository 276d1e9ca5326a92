package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Invoker;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.Topics;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * All alarms and their history, durable. A change of state is written down with what is to be done
 * about it, told to the default event bus, and then acted on.
 */
final class AlarmBook {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudwatch");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Account account;
  private final Timers timers;
  private final ServiceEvents events;
  private final AlarmHistory history;
  private final Suppression suppression;
  private final Collection<Alarm> stored;
  private final Map<String, Alarm> alarms = new ConcurrentSkipListMap<>();

  /**
   * @param topics and {@code functions}: what actions go to
   */
  AlarmBook(
      Account account,
      Store store,
      Timers timers,
      ServiceEvents events,
      Topics topics,
      Invoker functions) {
    this.account = account;
    this.timers = timers;
    this.events = events;
    this.history = new AlarmHistory(store);
    this.suppression =
        new Suppression(
            this, new AlarmActions(account, timers, history, topics, functions), store, timers);
    this.stored = store.collection("cloudwatch.alarms", Alarm.class);
    alarms.putAll(stored.entries());
    suppression.dropStale();
  }

  String arn(String name) {
    return account.arn("cloudwatch", "alarm:" + name);
  }

  /** The name of an alarm that is given by its name or its ARN. */
  static String name(String nameOrArn) {
    return nameOrArn.startsWith("arn:") && nameOrArn.contains(":alarm:")
        ? nameOrArn.substring(nameOrArn.indexOf(":alarm:") + 7)
        : nameOrArn;
  }

  Suppression suppression() {
    return suppression;
  }

  AlarmHistory history() {
    return history;
  }

  Optional<Alarm> find(String name) {
    return Optional.ofNullable(alarms.get(name));
  }

  Alarm require(String name) {
    return find(name)
        .orElseThrow(() -> Refusals.notFound("The alarm " + name + " does not exist."));
  }

  /** By name. */
  List<Alarm> all() {
    return List.copyOf(alarms.values());
  }

  boolean isEmpty() {
    return alarms.isEmpty();
  }

  synchronized void define(
      String name, boolean composite, JsonNode definition, Map<String, String> tags) {
    Instant now = timers.instant();
    Alarm present = alarms.get(name);
    if (present != null && present.composite() != composite) {
      throw Refusals.validation(
          "The alarm " + name + " is a " + (composite ? "metric" : "composite") + " alarm");
    }
    put(
        present == null
            ? Alarm.fresh(name, composite, definition, tags, now)
            : present.defined(definition, now));
    ObjectNode data = JSON.objectNode().put("version", "1.0");
    data.put("type", present == null ? "Create" : "Update");
    history.add(
        name,
        composite,
        now,
        HistoryItemType.CONFIGURATION_UPDATE,
        "Alarm \"" + name + "\" " + (present == null ? "created" : "updated"),
        data.toString());
  }

  synchronized void change(String name, UnaryOperator<Alarm> change) {
    put(change.apply(require(name)));
  }

  private void put(Alarm alarm) {
    stored.put(alarm.name(), alarm);
    alarms.put(alarm.name(), alarm);
  }

  synchronized void delete(List<String> names) {
    names.forEach(this::require);
    names.forEach(
        name -> {
          stored.remove(name);
          alarms.remove(name);
          history.forget(name);
          suppression.forget(name);
        });
  }

  /**
   * Puts an alarm into a state; one that was deleted meanwhile is left alone.
   *
   * @return whether it was in another state before
   */
  synchronized boolean move(
      String name, StateValue state, String reason, String data, Instant held) {
    Alarm before = alarms.get(name);
    if (before == null) {
      return false;
    }
    Instant now = timers.instant();
    Alarm after = before.in(state, reason, data, now).held(held);
    if (before.state() == state) {
      put(after);
      return false;
    }
    suppression.changing(before, after);
    put(after);
    Level level =
        state == StateValue.ALARM || before.state() == StateValue.ALARM ? Level.INFO : Level.DEBUG;
    LOG.atLevel(level).log("alarm {} goes from {} to {}: {}", name, before.state(), state, reason);
    history.add(
        name,
        after.composite(),
        now,
        HistoryItemType.STATE_UPDATE,
        "Alarm updated from " + before.state() + " to " + state,
        AlarmShapes.change(before, after).toString());
    tell(before, after);
    suppression.changed(after);
    return true;
  }

  private void tell(Alarm before, Alarm after) {
    try {
      events.publish(
          "aws.cloudwatch",
          "CloudWatch Alarm State Change",
          List.of(arn(after.name())),
          AlarmShapes.event(before, after));
    } catch (Fault e) {
      LOG.warn("the event bus was not told that {} changed: {}", after.name(), e.getMessage());
    }
  }
}
