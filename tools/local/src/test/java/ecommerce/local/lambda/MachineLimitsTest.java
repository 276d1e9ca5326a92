package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class MachineLimitsTest {

  @TempDir Path directory;

  private static LambdaOptions bearing(int processes, int functionProcesses) {
    return new LambdaOptions(
        Zips.runtime(),
        1000,
        processes,
        functionProcesses,
        Duration.ofMinutes(1),
        1,
        false,
        Optional.empty());
  }

  private static Set<Long> pidsOf(World world, int times, String... functions) throws Exception {
    Set<Long> pids = new HashSet<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvokeResponse>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        String function = functions[i % functions.length];
        SdkBytes payload = SdkBytes.fromUtf8String("{\"milliseconds\":100}");
        answers.add(
            executor.submit(
                () -> world.client.invoke(r -> r.functionName(function).payload(payload))));
      }
      for (Future<InvokeResponse> answer : answers) {
        assertThat(answer.get().functionError()).isNull();
        pids.add(
            new ObjectMapper().readTree(answer.get().payload().asByteArray()).path("pid").asLong());
      }
    }
    return pids;
  }

  @Test
  void invocationsWaitWhereTheFunctionHasAsManyProcessesAsTheMachineBears() throws Exception {
    try (World world = new World(directory, bearing(10, 1))) {
      world.client.createFunction(world.function("slow", "Greeter::slow").build());
      assertThat(pidsOf(world, 4, "slow")).hasSize(1);
    }
  }

  @Test
  void everyFunctionGetsAProcessHoweverManyTheOthersHave() throws Exception {
    try (World world = new World(directory, bearing(1, 1))) {
      world.client.createFunction(world.function("one", "Greeter::slow").build());
      world.client.createFunction(world.function("other", "Greeter::slow").build());
      assertThat(pidsOf(world, 6, "one", "other")).hasSizeGreaterThanOrEqualTo(2);
    }
  }
}
