package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happened to stacks and their resources, and with it the state of each resource. Events of
 * one stack have times that differ: clients tell new events from those they have seen by the time.
 */
final class StackEvents {

  static final String STACK = "AWS::CloudFormation::Stack";

  private final InstantSource clock;
  private final Collection<StackEvent> events;
  private final Collection<StackEvent> states;
  private final Map<String, StackEvent> last = new ConcurrentHashMap<>();

  StackEvents(Store store, InstantSource clock) {
    this.clock = clock;
    this.events = store.collection("cloudformation.events", StackEvent.class);
    this.states = store.collection("cloudformation.resources", StackEvent.class);
  }

  void ofStack(StackRecord stack) {
    record(
        stack,
        stack.name(),
        stack.id(),
        STACK,
        stack.status().toString(),
        stack.reason().orElse(null));
  }

  void of(
      StackRecord stack,
      String logicalId,
      String physicalId,
      String type,
      String status,
      String reason) {
    StackEvent event = record(stack, logicalId, physicalId, type, status, reason);
    Made present = stack.resources().get(logicalId);
    boolean former =
        status.startsWith("DELETE_")
            && present != null
            && !present.physicalId().equals(event.physicalId());
    if (!former) {
      states.put(stack.key() + "/" + logicalId, event);
    }
  }

  private synchronized StackEvent record(
      StackRecord stack,
      String logicalId,
      String physicalId,
      String type,
      String status,
      String reason) {
    Instant time = after(stack);
    boolean own = type.equals(STACK) && stack.id().equals(physicalId);
    StackEvent event =
        new StackEvent(
            own
                ? UUID.randomUUID().toString()
                : logicalId + "-" + status + "-" + time.truncatedTo(ChronoUnit.MILLIS),
            stack.id(),
            stack.name(),
            logicalId,
            physicalId == null ? "" : physicalId,
            type,
            status,
            Optional.ofNullable(reason),
            stack.ongoing().flatMap(Ongoing::token),
            time);
    events.put(stack.key() + "/" + "%015d".formatted(time.toEpochMilli()), event);
    last.put(stack.id(), event);
    return event;
  }

  private Instant after(StackRecord stack) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StackEvent before = last.get(stack.id());
    if (before == null) {
      before = oldestFirst(stack).reversed().stream().findFirst().orElse(null);
    }
    return before == null || before.time().isBefore(now) ? now : before.time().plusMillis(1);
  }

  private List<StackEvent> oldestFirst(StackRecord stack) {
    return new ArrayList<>(events.startingWith(stack.key() + "/").values());
  }

  List<StackEvent> newestFirst(StackRecord stack) {
    return oldestFirst(stack).reversed();
  }

  /**
   * The state of each resource that the stack has or is about to have; of one that has none any
   * more, of each that it had.
   */
  List<StackEvent> resources(StackRecord stack) {
    boolean all = stack.inProgress() || stack.resources().isEmpty();
    return states.startingWith(stack.key() + "/").values().stream()
        .filter(
            state ->
                stack.resources().containsKey(state.logicalId())
                    || all && (stack.resources().isEmpty() || inProgress(state)))
        .toList();
  }

  private static boolean inProgress(StackEvent state) {
    return state.status().endsWith("_IN_PROGRESS") || state.status().endsWith("_FAILED");
  }

  /** Forgets a stack. */
  void forget(StackRecord stack) {
    String prefix = stack.key() + "/";
    events.startingWith(prefix).keySet().forEach(events::remove);
    states.startingWith(prefix).keySet().forEach(states::remove);
  }
}
