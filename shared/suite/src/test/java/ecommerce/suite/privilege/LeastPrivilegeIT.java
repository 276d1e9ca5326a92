package ecommerce.suite.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.TargetChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Takes each action that a role of the platform is granted away, and sees that something is denied
 * for want of it. What nobody misses was granted needlessly. One grant of every role at a time, in
 * a local environment of this test's own. What was not missed may not have been reached, because
 * others on the way were denied something: it is tried again with what is left, for as long as that
 * becomes less.
 */
@Isolated("beside other tests, its environment would make both slow")
class LeastPrivilegeIT {

  /** Parts of the names of roles whose functions others ask. */
  private static final List<String> ASKED =
      List.of(
          "payment-3p-",
          "payment-RefundOrder",
          "products-ValidateProducts",
          "orders-GetOrder",
          "users-SignUp");

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** More exercises at a time need more processes than stay, and then each waits for a start. */
  private static final int AT_A_TIME = 4;

  /** For the few that are left, by then with nobody else denied. */
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(60);

  /** What cannot be missed within seconds, and why it is granted all the same. */
  private record Unprovoked(String role, String action, String why) {

    boolean covers(Grant grant) {
      return grant.role().contains(role) && grant.action().equals(action);
    }
  }

  private static final List<Unprovoked> UNPROVOKED =
      List.of(
          new Unprovoked(
              "",
              "sqs:SendMessage",
              "Lambda sends to the dead-letter queue after the last of its retries, minutes later"),
          primed("delivery-OnEvents"),
          primed("platform-Listener"));

  private static Unprovoked primed(String role) {
    return new Unprovoked(
        role,
        "dynamodb:GetItem",
        "read only while the function starts, which is before permissions are taken away");
  }

  @Test
  @Timeout(1200)
  void everythingThatIsGrantedIsNeeded() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(
        choice instanceof TargetChoice.Local,
        "permissions are taken away in a local environment only");
    LocalTarget target = LocalTarget.start(choice.region());
    try (Platform platform = new Platform(target)) {
      assertThat(notMissed(target, platform)).as("grants that nobody misses").isEmpty();
    }
  }

  private static Set<Grant> notMissed(LocalTarget target, Platform platform) {
    Roles roles = new Roles(platform.iam(), target.environment());
    Exercises exercises = new Exercises(platform);
    List<Grant> left = provoked(roles.all());
    assertThat(left).isNotEmpty();
    Duration patience = PATIENCE;
    while (true) {
      List<Grant> notMissed = new ArrayList<>();
      for (List<Grant> some : othersBeforeAsked(left)) {
        Set<Grant> unheard = notMissed(some, roles, exercises, target, patience);
        System.out.println(some.size() + " grants taken away, not missed: " + unheard);
        notMissed.addAll(unheard);
      }
      if (notMissed.isEmpty() || notMissed.size() == left.size()) {
        return new LinkedHashSet<>(notMissed);
      }
      left = notMissed;
      patience = LAST_PATIENCE;
    }
  }

  private static List<Grant> provoked(List<Grant> grants) {
    return grants.stream()
        .filter(grant -> UNPROVOKED.stream().noneMatch(one -> one.covers(grant)))
        .toList();
  }

  /**
   * Those whom others ask come after those who ask, who would otherwise not get to the work that is
   * looked at.
   */
  private static List<List<Grant>> othersBeforeAsked(List<Grant> grants) {
    Map<Boolean, List<Grant>> byAsked =
        grants.stream()
            .collect(
                Collectors.partitioningBy(
                    grant -> ASKED.stream().anyMatch(grant.role()::contains)));
    return Stream.of(byAsked.get(false), byAsked.get(true))
        .filter(some -> !some.isEmpty())
        .toList();
  }

  private static Set<Grant> notMissed(
      List<Grant> grants, Roles roles, Exercises exercises, LocalTarget target, Duration patience) {
    AtomicBoolean done = new AtomicBoolean();
    Semaphore turns = new Semaphore(AT_A_TIME);
    int heard = target.said().size();
    try (Withheld withheld = new Withheld(roles, grants, patience)) {
      List<Thread> threads =
          exercises.all().values().stream().map(one -> repeat(one, turns, done)).toList();
      try {
        while (!withheld.isOver()) {
          List<String> said = target.said();
          withheld.hear(said.subList(heard, said.size()));
          heard = said.size();
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
      } finally {
        done.set(true);
        threads.forEach(LeastPrivilegeIT::join);
      }
      return withheld.notMissed();
    }
  }

  /** Again and again: what is denied makes an exercise fail, and that is what is wanted. */
  private static Thread repeat(Runnable exercise, Semaphore turns, AtomicBoolean done) {
    return Thread.ofVirtual()
        .start(
            () -> {
              while (!done.get()) {
                turns.acquireUninterruptibly();
                try {
                  if (!done.get()) {
                    exercise.run();
                  }
                } catch (RuntimeException | AssertionError denied) {
                  // what is denied is said by the function
                } finally {
                  turns.release();
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
              }
            });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
