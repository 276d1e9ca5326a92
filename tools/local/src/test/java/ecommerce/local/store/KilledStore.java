package ecommerce.local.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process that changes records of several collections, each by a thread of its own, and says each
 * change that has returned: {@code collection key counter}, with a minus where it was removed.
 */
final class KilledStore {

  static final int THREADS = 4;

  private KilledStore() {}

  public static void main(String[] arguments) {
    MvStore store = new MvStore(Path.of(arguments[0]));
    long begin = Long.parseLong(arguments[1]);
    PrintStream out = System.out;
    for (int i = 0; i < THREADS; i++) {
      String name = "things." + i;
      Thread.ofPlatform()
          .start(() -> change(store.collection(name, String.class), name, begin, out));
    }
  }

  private static void change(Collection<String> things, String name, long begin, PrintStream out) {
    Random random = new Random();
    for (long counter = begin; ; counter++) {
      String key = "key" + random.nextInt(200);
      if (random.nextInt(4) == 0) {
        things.remove(key);
        out.println(name + " " + key + " -" + counter);
      } else {
        things.put(key, counter + " " + "x".repeat(random.nextInt(8_000)));
        out.println(name + " " + key + " " + counter);
      }
    }
  }
}
