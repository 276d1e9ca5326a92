package ecommerce.local.codedeploy;

import ecommerce.local.Alarms;
import ecommerce.local.Identity;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;

/**
 * One deployment on its way, on a thread of its own: the hook before, the shifts with the time
 * between them, the hook after. An alarm that rings, or a stop, ends it at once.
 */
final class Rollout {

  private static final Duration LOOK_AT_ALARMS = Duration.ofSeconds(5);
  private static final Duration LONGEST_HOOK = Duration.ofHours(1);

  private final String id;
  private final TrafficPlan plan;
  private final TrafficAlias alias;
  private final Hooks hooks;
  private final Optional<AlarmConfiguration> watched;
  private final Alarms alarms;
  private final Timers timers;
  private final CompletableFuture<Void> halted = new CompletableFuture<>();

  Rollout(
      String id,
      TrafficPlan plan,
      TrafficAlias alias,
      Hooks hooks,
      Optional<AlarmConfiguration> watched,
      Alarms alarms,
      Timers timers) {
    this.id = id;
    this.plan = plan;
    this.alias = alias;
    this.hooks = hooks;
    this.watched = watched.filter(configuration -> Boolean.TRUE.equals(configuration.enabled()));
    this.alarms = alarms;
    this.timers = timers;
  }

  /**
   * Returns when all traffic goes to the target.
   *
   * @throws Halt where it does not come to that; the alias is left as it is then
   */
  void run() {
    lookAtAlarms();
    Timers.Timer watch = timers.every(LOOK_AT_ALARMS, this::lookAtAlarms);
    try {
      requireGoing();
      AppSpec spec = alias.spec();
      requireCurrent(spec);
      spec.before().ifPresent(function -> hook("BeforeAllowTraffic", function));
      for (int percent : plan.percents()) {
        alias.shift(percent);
        await(plan.between());
      }
      alias.settle(spec.target());
      spec.after().ifPresent(function -> hook("AfterAllowTraffic", function));
    } catch (Halt halt) {
      throw halt;
    } catch (RuntimeException e) {
      throw Halt.failed(ErrorCode.INVALID_LAMBDA_CONFIGURATION, e.getMessage());
    } finally {
      watch.cancel();
    }
  }

  private void requireCurrent(AppSpec spec) {
    String version = alias.version();
    if (!version.equals(spec.current())) {
      throw Halt.failed(
          ErrorCode.INVALID_LAMBDA_CONFIGURATION,
          "The alias "
              + spec.alias()
              + " of "
              + spec.function()
              + " names version "
              + version
              + ", not "
              + spec.current());
    }
  }

  /** Ends it: what it waits for fails. */
  void halt(Halt reason) {
    halted.completeExceptionally(reason);
  }

  private void lookAtAlarms() {
    String ringing =
        watched.stream()
            .flatMap(configuration -> configuration.alarms().stream())
            .map(alarm -> alarm.name())
            .filter(alarms::inAlarm)
            .collect(Collectors.joining(", "));
    if (!ringing.isEmpty()) {
      halt(Halt.alarm(ringing));
    }
  }

  private void hook(String event, String function) {
    Supplier<Identity> role = alias.role();
    CompletableFuture<Void> ended = hooks.begin(id, event, function, role.get());
    Timers.Timer late =
        timers.after(
            LONGEST_HOOK,
            () ->
                ended.completeExceptionally(
                    Hooks.failed(event, function + " has not said how it went for an hour")));
    try {
      first(ended);
    } finally {
      late.cancel();
      ended.cancel(false);
    }
  }

  private void await(Duration time) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Timers.Timer timer = timers.after(time, () -> over.complete(null));
    try {
      first(over);
    } finally {
      timer.cancel();
    }
  }

  /** Waits for an event, unless it is halted before. */
  private void first(CompletableFuture<Void> event) {
    try {
      CompletableFuture.anyOf(event, halted).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Halt halt ? halt : e;
    }
    requireGoing();
  }

  private void requireGoing() {
    try {
      halted.getNow(null);
    } catch (CompletionException e) {
      throw e.getCause() instanceof Halt halt ? halt : e;
    }
  }
}
