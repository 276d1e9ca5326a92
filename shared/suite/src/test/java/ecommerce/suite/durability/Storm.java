package ecommerce.suite.durability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.People;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.KillableTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One seed: customers order and staff works, all at once, and in the middle something is killed.
 */
final class Storm {

  private final KillableTarget target;
  private final Platform platform;
  private final List<Person> customers;
  private final List<ObjectNode> catalogue;
  private final Scenario scenario;
  private final Consumer<String> tokens;
  private final List<Purchase> purchases = new ArrayList<>();
  private final Semaphore steps = new Semaphore(0);

  /**
   * @param tokens told each payment's token before an order is made with it
   */
  Storm(
      KillableTarget target,
      Platform platform,
      List<Person> customers,
      List<ObjectNode> catalogue,
      Scenario scenario,
      Consumer<String> tokens) {
    this.target = target;
    this.platform = platform;
    this.customers = customers;
    this.catalogue = catalogue;
    this.scenario = scenario;
    this.tokens = tokens;
  }

  /** Returns when every order that is known has come to an end; gives what was asked for. */
  List<Purchase> rage() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < customers.size(); i++) {
        int number = i;
        running.add(threads.submit(() -> shop(number, threads)));
      }
      kill();
      for (Future<?> each : running) {
        each.get();
      }
    }
    return List.copyOf(purchases);
  }

  /** A customer's orders, one after the other; each is handed to the staff. */
  private Void shop(int number, ExecutorService threads) throws Exception {
    List<Future<?>> work = new ArrayList<>();
    for (int i = number; i < scenario.wishes().size(); i += customers.size()) {
      Purchase purchase = purchase(customers.get(number), scenario.wishes().get(i));
      purchase.make();
      steps.release();
      if (purchase.orderId().isPresent()) {
        work.add(threads.submit(() -> finish(purchase)));
      }
    }
    for (Future<?> each : work) {
      each.get();
    }
    return null;
  }

  private Purchase purchase(Person customer, Scenario.Wish wish) {
    ObjectNode cart = Patience.insist(() -> platform.shop().cart(products(wish)));
    Purchase purchase = new Purchase(customer, wish, cart);
    tokens.accept(purchase.token());
    synchronized (purchases) {
      purchases.add(purchase);
    }
    return purchase;
  }

  private ArrayNode products(Scenario.Wish wish) {
    ArrayNode products = Json.list();
    for (int i = 0; i < wish.quantities().size(); i++) {
      products.add(catalogue.get(i).deepCopy().put("quantity", wish.quantities().get(i)));
    }
    return products;
  }

  /** Brings an order to its end. */
  void finish(Purchase purchase) {
    People people = platform.people();
    new Staff(people.admin(), people.packer(), people.courier(), purchase, steps::release).finish();
  }

  private void kill() throws InterruptedException {
    // Fewer answers than drawn come where orders are refused: then it is killed at the end.
    steps.tryAcquire(scenario.steps(), 20, TimeUnit.SECONDS);
    LockSupport.parkNanos(scenario.later().toNanos());
    if (scenario.killsEnvironment()) {
      target.killAndStart();
    }
    for (int pause : scenario.functions()) {
      List<ProcessHandle> functions = target.functions();
      if (!functions.isEmpty()) {
        functions.get(scenario.rest().nextInt(functions.size())).destroyForcibly();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }
}
