package ecommerce.suite.durability;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a seed draws: what is ordered, what becomes of it, and what is killed when.
 *
 * @param steps how many answers of the environment are awaited before the kill
 * @param later how long after that
 * @param functions how many processes of functions are killed, one after the other; none where it
 *     is the environment
 */
record Scenario(
    long seed,
    List<Wish> wishes,
    int steps,
    Duration later,
    List<Integer> functions,
    SplittableRandom rest) {

  private static final int ORDERS = 12;

  /** About so many things are asked of the environment for an order, from cart to doorstep. */
  private static final int STEPS_EACH = 5;

  /**
   * An order that a customer will make.
   *
   * @param repeats whether it is asked for again, under an idempotency key, until it is answered
   */
  record Wish(Plan plan, boolean repeats, List<Integer> quantities) {}

  static Scenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Wish> wishes = Stream.generate(() -> wish(random)).limit(ORDERS).toList();
    int steps = random.nextInt(ORDERS * STEPS_EACH);
    Duration later = Duration.ofMillis(random.nextInt(250));
    int functions = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
    List<Integer> pauses =
        IntStream.range(0, functions).mapToObj(each -> random.nextInt(300)).toList();
    return new Scenario(seed, wishes, steps, later, pauses, random);
  }

  private static Wish wish(SplittableRandom random) {
    Plan plan = Plan.values()[random.nextInt(Plan.values().length)];
    List<Integer> quantities =
        IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(each -> 2 + random.nextInt(3))
            .toList();
    return new Wish(plan, random.nextBoolean(), quantities);
  }

  boolean killsEnvironment() {
    return functions.isEmpty();
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ": "
        + (killsEnvironment() ? "the environment" : functions.size() + " functions")
        + " killed "
        + later.toMillis()
        + " ms after "
        + steps
        + " answers";
  }
}
