package ecommerce.suite.durability;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.KillableTarget;
import ecommerce.suite.target.TargetChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that was acknowledged is lost: in the middle of many orders a process of a function, or
 * the whole environment, is killed with SIGKILL at a moment that a seed draws, and goes on. One
 * environment, with all that the seeds before have left in it.
 *
 * <p>{@code -Dseeds=20} runs the seeds 1 to 20 (to 3 where nothing is said), {@code -Dseed=4711}
 * that one alone: any number is another scenario.
 */
@Isolated("it needs the machine for itself: what is slow looks like what is lost")
class DurabilityIT {

  private static final int CUSTOMERS = 4;
  private static final int SEEDS = 3;
  private static final int STOCK = 500;

  private static KillableTarget target;
  private static Platform platform;
  private static List<Person> customers;
  private static final Set<String> TOKENS = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void start() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(choice instanceof TargetChoice.Local, "it kills a local environment of its own");
    target = KillableTarget.start(choice.region());
    platform = new Platform(target);
    customers = Stream.generate(platform.people()::customer).limit(CUSTOMERS).toList();
    platform.people().packer();
    platform.people().courier();
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    } else if (target != null) {
      target.close();
    }
  }

  static LongStream seeds() {
    Optional<Long> one = Optional.ofNullable(Long.getLong("seed"));
    int many = Integer.getInteger("seeds", SEEDS);
    return one.map(LongStream::of).orElseGet(() -> LongStream.rangeClosed(1, many));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNothingThatWasAcknowledged(long seed) throws Exception {
    Scenario scenario = Scenario.of(seed);
    System.out.println(scenario);
    try {
      run(scenario);
    } catch (Exception | Error e) {
      target.keepState();
      System.out.printf(
          "%s: failed; dead letters: %s; it said:%n%s%n",
          scenario, platform.waitingMessages(), String.join("\n", target.said()));
      throw e;
    }
  }

  private static void run(Scenario scenario) throws Exception {
    long begin = System.nanoTime();
    List<ObjectNode> catalogue = catalogue();
    Storm storm = new Storm(target, platform, customers, catalogue, scenario, TOKENS::add);
    List<Purchase> purchases = storm.rage();
    Books books = new Books(platform);
    Map<String, ObjectNode> made = books.ordersByToken();
    assertThat(TOKENS).as("what somebody ordered").containsAll(made.keySet());
    for (Purchase purchase : purchases) {
      Optional<String> order =
          Optional.ofNullable(made.get(purchase.token()))
              .map(stored -> stored.path("orderId").asText());
      switch (purchase.answer()) {
        case MADE -> assertThat(order).as("%s", purchase).isEqualTo(purchase.orderId());
        case REFUSED -> assertThat(order).as("%s", purchase).isEmpty();
        case NONE -> order.ifPresent(purchase::found);
      }
      if (purchase.orderId().isPresent()) {
        storm.finish(purchase);
        eventually(() -> books.areRight(purchase));
      }
    }
    List<Purchase> orders =
        purchases.stream().filter(purchase -> purchase.orderId().isPresent()).toList();
    String tracked = catalogue.getFirst().path("productId").asText();
    eventually(() -> books.stockIsRight(tracked, STOCK, orders));
    assertThat(platform.waitingMessages()).as("dead letters").isEmpty();
    System.out.printf(
        "seed %d: %s, %.1f s%n",
        scenario.seed(), tally(purchases), (System.nanoTime() - begin) / 1e9);
  }

  /** Two new products; of the first there are so many, of the other nobody counts. */
  private static List<ObjectNode> catalogue() {
    List<ObjectNode> products = Stream.of(1000, 2500).map(platform.shop()::product).toList();
    ObjectNode delivery =
        Json.object(
            "productId",
            products.getFirst().path("productId"),
            "quantity",
            STOCK,
            "reference",
            UUID.randomUUID().toString());
    platform
        .people()
        .packer()
        .graphQl()
        .act("receiveStock", "ReceiveStockInput", delivery)
        .succeeded("receiveStock");
    return products;
  }

  private static String tally(List<Purchase> purchases) {
    Map<Purchase.Answer, Long> answers =
        purchases.stream().collect(Collectors.groupingBy(Purchase::answer, Collectors.counting()));
    long found =
        purchases.stream()
            .filter(purchase -> purchase.answer() == Purchase.Answer.NONE)
            .filter(purchase -> purchase.orderId().isPresent())
            .count();
    return answers + (found > 0 ? ", of those without an answer made: " + found : "");
  }
}
