package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;

class AsynchronousTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:results";
  private static final String DEAD = "arn:aws:sqs:eu-west-1:123456789012:dead";

  @TempDir Path directory;

  private CreateFunctionRequest.Builder function(World world) {
    return world
        .function("on-event", "Batches::event")
        .environment(e -> e.variables(Map.of("RECORD", record().toString())));
  }

  private Path record() {
    return directory.resolve("record");
  }

  private List<String> recorded() {
    try {
      return Files.exists(record()) ? Files.readAllLines(record()) : List.of();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void send(World world, String payload) {
    int status =
        world
            .client
            .invoke(
                request ->
                    request
                        .functionName("on-event")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(payload)))
            .statusCode();
    assertThat(status).isEqualTo(202);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void triesFailedEventThreeTimesThenTellsDestinationAndDeadLetterQueue() throws Exception {
    try (World world = new World(directory, World.quick(0.0005))) {
      world.client.createFunction(function(world).deadLetterConfig(d -> d.targetArn(DEAD)).build());
      world.client.putFunctionEventInvokeConfig(
          config ->
              config
                  .functionName("on-event")
                  .destinationConfig(d -> d.onFailure(f -> f.destination(QUEUE))));
      send(world, "{\"id\":1,\"fail\":true}");
      World.eventually(() -> world.sent.size() == 2);
      assertThat(recorded()).containsExactly("1", "1", "1");
      JsonNode result = json(world.sent.getFirst().body());
      assertThat(world.sent.getFirst().queue()).isEqualTo(QUEUE);
      assertThat(world.sent.getFirst().by().arn()).contains("assumed-role/function");
      assertThat(result.path("requestContext").path("condition").asText())
          .isEqualTo("RetriesExhausted");
      assertThat(result.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
      assertThat(result.path("requestContext").path("functionArn").asText())
          .endsWith("function:on-event:$LATEST");
      assertThat(result.path("requestPayload").path("id").asInt()).isEqualTo(1);
      assertThat(result.path("responseContext").path("functionError").asText())
          .isEqualTo("Unhandled");
      assertThat(result.path("responsePayload").path("errorMessage").asText())
          .isEqualTo("event 1 fails");
      World.Sent dead = world.sent.getLast();
      assertThat(dead.queue()).isEqualTo(DEAD);
      assertThat(dead.body()).isEqualTo("{\"id\":1,\"fail\":true}");
      assertThat(dead.attributes())
          .containsEntry("ErrorMessage", "event 1 fails")
          .containsKey("RequestID");
      World.eventually(() -> world.lambda.waitingEvents() == 0);
    }
  }

  @Test
  void tellsDestinationOfSuccess() throws Exception {
    try (World world = new World(directory, World.quick(0.0005))) {
      world.client.createFunction(function(world).build());
      world.client.putFunctionEventInvokeConfig(
          config ->
              config
                  .functionName("on-event")
                  .destinationConfig(d -> d.onSuccess(f -> f.destination(QUEUE))));
      send(world, "{\"id\":2}");
      World.eventually(() -> world.sent.size() == 1);
      JsonNode result = json(world.sent.getFirst().body());
      assertThat(result.path("requestContext").path("condition").asText()).isEqualTo("Success");
      assertThat(result.path("responsePayload").path("handled").asInt()).isEqualTo(2);
    }
  }

  @Test
  void failingEventHoldsUpNoOther() throws Exception {
    try (World world = new World(directory, World.quick(1))) {
      world.client.createFunction(function(world).build());
      send(world, "{\"id\":1,\"fail\":true}");
      World.eventually(() -> recorded().size() == 1);
      send(world, "{\"id\":2}");
      World.eventually(() -> recorded().size() == 2);
      World.eventually(() -> world.lambda.waitingEvents() == 1);
      assertThat(recorded()).containsExactly("1", "2");
    }
  }

  @Test
  void retriesAsOftenAsConfigured() throws Exception {
    try (World world = new World(directory, World.quick(0.0005))) {
      world.client.createFunction(function(world).build());
      world.client.putFunctionEventInvokeConfig(
          config -> config.functionName("on-event").maximumRetryAttempts(0));
      send(world, "{\"id\":1,\"fail\":true}");
      World.eventually(() -> !recorded().isEmpty() && world.lambda.waitingEvents() == 0);
      assertThat(recorded()).containsExactly("1");
    }
  }

  @Test
  void runsAfterRestartWhatWasAccepted() throws Exception {
    try (World world = new World(directory, World.quick(0.25))) {
      world.client.createFunction(function(world).build());
      send(world, "{\"id\":7,\"fail\":true}");
      World.eventually(() -> recorded().size() == 1);
    }
    try (World world = new World(directory, World.quick(0.001))) {
      World.eventually(() -> recorded().size() >= 2);
      assertThat(Collections.frequency(recorded(), "7")).isBetween(2, 3);
      assertThat(world.lambda.invocationCounts()).containsKey("on-event");
    }
  }

  @Test
  void throttledEventsRunLater() throws Exception {
    try (World world = new World(directory, World.quick(0.001))) {
      world.client.createFunction(function(world).build());
      world.client.putFunctionConcurrency(
          c -> c.functionName("on-event").reservedConcurrentExecutions(0));
      send(world, "{\"id\":1}");
      send(world, "{\"id\":2}");
      assertThat(recorded()).isEmpty();
      world.client.putFunctionConcurrency(
          c -> c.functionName("on-event").reservedConcurrentExecutions(1));
      World.eventually(() -> recorded().size() == 2);
      assertThat(recorded()).containsExactlyInAnyOrder("1", "2");
      assertThat(world.lambda.environments("on-event")).isEqualTo(1);
    }
  }
}
