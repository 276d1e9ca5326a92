package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourseTest {

  private static final Map<String, Set<String>> DEPENDENCIES =
      Map.of("a", Set.of(), "b", Set.of(), "c", Set.of("a"), "d", Set.of("c", "b"));
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @Test
  void runsEachAfterWhatItDependsOn() {
    List<Step<Integer>> steps =
        new Course<>(4, DEPENDENCIES::get, this::note).run(List.of("a", "b", "c", "d"));
    assertThat(steps).allMatch(step -> step instanceof Step.Done<Integer>);
    assertThat(steps).extracting(Step::name).containsExactly("a", "b", "c", "d");
    assertThat(order).containsSubsequence("a", "c", "d").containsSubsequence("b", "d");
  }

  @Test
  void runsIndependentOnesSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    List<Step<Boolean>> steps =
        new Course<>(
                2,
                DEPENDENCIES::get,
                name -> {
                  both.countDown();
                  return await(both);
                })
            .run(List.of("a", "b"));
    assertThat(steps)
        .allSatisfy(
            step ->
                assertThat(step)
                    .isInstanceOfSatisfying(
                        Step.Done.class, d -> assertThat(d.result()).isEqualTo(true)));
  }

  @Test
  void endsAlsoWhereATaskEndsWithAnError() {
    List<Step<Integer>> steps =
        new Course<Integer>(
                1,
                DEPENDENCIES::get,
                name -> {
                  throw new StackOverflowError("too deep");
                })
            .run(List.of("a", "c"));
    assertThat(steps.getFirst())
        .isInstanceOfSatisfying(
            Step.Failed.class, f -> assertThat(f.reason()).hasMessageContaining("too deep"));
    assertThat(steps.getLast()).isEqualTo(new Step.NotBegun<Integer>("c", "a"));
  }

  @Test
  void runsNoMoreThanItMayAtTheSameTime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<String> names = List.of("1", "2", "3", "4", "5", "6", "7", "8");
    new Course<>(
            2,
            name -> Set.of(),
            name -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              return running.decrementAndGet();
            })
        .run(names);
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void aFailureStopsWhatHasNotBegunAndLetsWhatRunsEnd() {
    CountDownLatch failed = new CountDownLatch(1);
    List<Step<Integer>> steps =
        new Course<>(
                2,
                DEPENDENCIES::get,
                name -> {
                  if (name.equals("a")) {
                    failed.countDown();
                    throw new IllegalStateException("no");
                  }
                  await(failed);
                  return note(name);
                })
            .run(List.of("a", "b", "c", "d"));
    assertThat(order).containsExactly("b");
    assertThat(steps.get(0))
        .isInstanceOfSatisfying(
            Step.Failed.class, step -> assertThat(step.reason()).hasMessage("no"));
    assertThat(steps.get(1)).isInstanceOf(Step.Done.class);
    assertThat(steps.subList(2, 4))
        .allSatisfy(
            step ->
                assertThat(step)
                    .isInstanceOfSatisfying(
                        Step.NotBegun.class, s -> assertThat(s.because()).isEqualTo("a")));
  }

  @Test
  void doesNotWaitForWhatIsNotPartOfIt() {
    assertThat(new Course<>(4, DEPENDENCIES::get, this::note).run(List.of("d")))
        .singleElement()
        .isInstanceOf(Step.Done.class);
  }

  private int note(String name) {
    order.add(name);
    return order.size();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
