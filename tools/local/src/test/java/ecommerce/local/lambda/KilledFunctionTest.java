package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The process of a function is killed in the middle of an invocation. */
class KilledFunctionTest {

  @TempDir Path directory;
  private final FakeStream stream = new FakeStream();
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory, World.quick(0.001), stream);
    world.client.createFunction(
        world
            .function("victim", "Victim::handle")
            .timeout(60)
            .environment(e -> e.variables(Map.of("RECORD", record().toString())))
            .build());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private Path record() {
    return directory.resolve("record");
  }

  private List<String> recorded() {
    try {
      return Files.exists(record()) ? Files.readAllLines(record()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killTheFirst() throws InterruptedException {
    World.eventually(() -> recorded().size() == 1);
    ProcessHandle.of(Long.parseLong(recorded().getFirst().split(" ")[0]))
        .orElseThrow()
        .destroyForcibly();
  }

  private void isDoneBySomebodyElse(String what) throws InterruptedException {
    World.eventually(() -> recorded().size() == 2);
    assertThat(recorded()).allMatch(line -> line.endsWith(" " + what));
    assertThat(recorded().getFirst()).isNotEqualTo(recorded().getLast());
  }

  private InvokeResponse invoke(InvocationType type) {
    return world.client.invoke(
        request ->
            request
                .functionName("victim")
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String("{\"id\":1}")));
  }

  @Test
  void tellsTheCallerWhoWaitsAndServesTheNext() throws Exception {
    CompletableFuture<InvokeResponse> answer =
        CompletableFuture.supplyAsync(
            // Not on the common pool, by which the JDK tells that a process has ended.
            () -> invoke(InvocationType.REQUEST_RESPONSE), Thread::startVirtualThread);
    killTheFirst();
    assertThat(answer.get(30, TimeUnit.SECONDS).functionError()).isEqualTo("Unhandled");
    assertThat(answer.get().payload().asUtf8String()).contains("Runtime.ExitError");
    assertThat(invoke(InvocationType.REQUEST_RESPONSE).functionError()).isNull();
    isDoneBySomebodyElse("1");
  }

  @Test
  void handlesAnEventAgain() throws Exception {
    invoke(InvocationType.EVENT);
    killTheFirst();
    isDoneBySomebodyElse("1");
    World.eventually(() -> world.lambda.waitingEvents() == 0);
  }

  @Test
  void givesTheSameBatchOfAStreamAgain() throws Exception {
    stream.add("a", "INSERT", "NEW");
    stream.add("b", "INSERT", "NEW");
    world.client.createEventSourceMapping(
        mapping ->
            mapping
                .functionName("victim")
                .eventSourceArn(FakeStream.ARN)
                .startingPosition(EventSourcePosition.TRIM_HORIZON));
    killTheFirst();
    isDoneBySomebodyElse("2 records");
  }
}
