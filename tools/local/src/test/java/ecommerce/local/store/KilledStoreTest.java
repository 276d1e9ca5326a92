package ecommerce.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.local.Killable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's process is killed in the middle of its writes, again and again on the same file. */
class KilledStoreTest {

  private static final int KILLS = Integer.getInteger("kills", 8);

  @TempDir Path folder;

  @Test
  void keepsWhatHadReturnedThroughEveryKill() throws Exception {
    Map<String, Long> last = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      long begin = (kill + 1) * 1_000_000_000L;
      Killable writer =
          Killable.start(
              folder.resolve("told"),
              KilledStore.class,
              folder.resolve("state").toString(),
              String.valueOf(begin));
      writer.await(1 + ThreadLocalRandom.current().nextInt(4_000));
      List<String> told = writer.kill();
      told.forEach(line -> note(line, last));
      try (Store store = new MvStore(folder.resolve("state"))) {
        check(store, begin, last);
      }
    }
  }

  private static void note(String line, Map<String, Long> last) {
    String[] words = line.split(" ");
    last.put(words[0] + " " + words[1], Long.parseLong(words[2]));
  }

  /**
   * One change of each thread may be done and not yet told: what is there is what was told last, or
   * that one. What is found counts from now on.
   */
  private static void check(Store store, long begin, Map<String, Long> last) {
    Map<String, Long> newest = new HashMap<>();
    last.forEach(
        (thing, counter) -> {
          newest.merge(thing.split(" ")[0], begin - 1, Math::max);
          newest.merge(thing.split(" ")[0], Math.abs(counter), Math::max);
        });
    last.replaceAll(
        (thing, told) -> {
          String[] names = thing.split(" ");
          long untold = newest.get(names[0]) + 1;
          long found =
              store
                  .collection(names[0], String.class)
                  .get(names[1])
                  .map(value -> Long.parseLong(value.substring(0, value.indexOf(' '))))
                  .orElse(told < 0 ? told : -untold);
          assertThat(found).as("%s was told as %d", thing, told).isIn(told, untold, -untold);
          return found;
        });
  }
}
