package ecommerce.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvStoreTest {

  private record Thing(String name, Optional<String> note, Instant at, List<Integer> numbers) {}

  private static final Thing THING =
      new Thing("a", Optional.of("n"), Instant.parse("2026-01-02T03:04:05.678Z"), List.of(1, 2));

  @TempDir Path directory;

  @Test
  void keepsRecordsOverARestart() {
    try (Store store = new MvStore(directory)) {
      store.collection("things", Thing.class).put("k", THING);
    }
    try (Store store = new MvStore(directory)) {
      assertThat(store.collection("things", Thing.class).get("k")).contains(THING);
    }
  }

  @Test
  void putsOnlyOnceWhereAsked() {
    try (Store store = new MvStore(directory)) {
      Collection<Thing> things = store.collection("things", Thing.class);
      assertThat(things.putIfAbsent("k", THING)).isTrue();
      assertThat(
              things.putIfAbsent("k", new Thing("b", Optional.empty(), Instant.EPOCH, List.of())))
          .isFalse();
      assertThat(things.get("k")).contains(THING);
      assertThat(things.remove("k")).contains(THING);
      assertThat(things.remove("k")).isEmpty();
    }
  }

  @Test
  void losesNoUpdateOfManyThreads() {
    try (Store store = new MvStore(directory)) {
      Collection<Integer> counters = store.collection("counters", Integer.class);
      counters.put("c", 0);
      IntStream.range(0, 400).parallel().forEach(i -> counters.update("c", n -> n + 1));
      assertThat(counters.get("c")).contains(400);
    }
  }

  @Test
  void readsManyRecordsWhileOthersAreWritten() {
    try (Store store = new MvStore(directory)) {
      Collection<String> texts = store.collection("texts", String.class);
      String text = "x".repeat(2_000);
      IntStream.range(0, 400).forEach(i -> texts.put("a/" + i, text));
      Thread writer =
          Thread.startVirtualThread(
              () -> IntStream.range(0, 2_000).forEach(i -> texts.put("a/" + i % 400, text + i)));
      while (writer.isAlive()) {
        assertThat(texts.startingWith("a/")).hasSize(400);
        assertThat(texts.entries()).hasSize(400);
      }
    }
  }

  @Test
  void closesWhileOthersReadAndWrite() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      MvStore store = new MvStore(directory.resolve("closing-" + round));
      Collection<String> records = store.collection("records", String.class);
      CountDownLatch begun = new CountDownLatch(2);
      List<Thread> busy =
          IntStream.range(0, 2)
              .mapToObj(
                  one ->
                      Thread.ofVirtual()
                          .start(
                              () -> {
                                begun.countDown();
                                try {
                                  for (int i = 0; ; i++) {
                                    records.put("key-" + one, "value-" + i);
                                    records.values();
                                  }
                                } catch (RuntimeException closed) {
                                  // The store says so, and that ends it.
                                }
                              }))
              .toList();
      begun.await();
      assertThatCode(store::close).doesNotThrowAnyException();
      for (Thread thread : busy) {
        thread.join();
      }
    }
  }

  @Test
  void givesWhatStartsWithAPrefixInOrder() {
    try (Store store = new MvStore(directory)) {
      Collection<Integer> numbers = store.collection("numbers", Integer.class);
      List.of("b/2", "a/1", "b/1", "c").forEach(key -> numbers.put(key, 1));
      assertThat(numbers.startingWith("b/").keySet()).containsExactly("b/1", "b/2");
      assertThat(numbers.entries().keySet()).containsExactly("a/1", "b/1", "b/2", "c");
    }
  }

  @Test
  void saysThatItsFolderIsInUse() {
    try (Store store = new MvStore(directory)) {
      assertThatThrownBy(() -> new MvStore(directory)).hasMessageContaining("in use");
      assertThat(store.folder("x")).isDirectory();
    }
  }
}
