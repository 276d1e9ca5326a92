package ecommerce.local.xray;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.MovableTimers;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceStoreTest {

  @TempDir Path directory;

  private static void add(TraceStore traces, String id, String name, double start) {
    traces.add(
        JsonNodeFactory.instance
            .objectNode()
            .put("trace_id", id)
            .put("id", "1")
            .put("name", name)
            .put("start_time", start)
            .put("end_time", start + 1));
  }

  private static void addBusy(TraceStore traces, int from, int until) {
    for (int i = from; i < until; i++) {
      add(traces, "1-%08x-busy".formatted(1000 + i), "busy", 1000 + i);
    }
  }

  @Test
  void whoAsksMuchLosesNoOneElsesTraces() throws Exception {
    try (MvStore store = new MvStore(directory)) {
      TraceStore traces = new TraceStore(store, new MovableTimers());
      add(traces, "1-00000001-quiet", "quiet", 1);
      addBusy(traces, 0, TraceStore.MOST);

      assertThat(traces.begun(0, 1e6)).hasSize(TraceStore.MOST).contains("1-00000001-quiet");
      assertThat(traces.find("1-%08x-busy".formatted(1000))).as("the oldest of the busy").isEmpty();
      traces.flush();
    }
    try (MvStore store = new MvStore(directory)) {
      TraceStore again = new TraceStore(store, new MovableTimers());
      addBusy(again, TraceStore.MOST, TraceStore.MOST + 10);

      assertThat(again.begun(0, 1e6)).hasSize(TraceStore.MOST).contains("1-00000001-quiet");
      assertThat(again.find("1-00000001-quiet")).isPresent();
    }
  }
}
