package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

class EventSourceMappingTest {

  private static final String FAILED = "arn:aws:sqs:eu-west-1:123456789012:failed";

  @TempDir Path directory;
  private final FakeStream stream = new FakeStream();
  private final FakeQueue queue = new FakeQueue();
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory, World.quick(0.001), stream, queue);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private void function(String method) {
    world.client.createFunction(
        world
            .function("update", "Batches::" + method)
            .environment(e -> e.variables(Map.of("RECORD", record().toString())))
            .build());
  }

  private String map(Consumer<CreateEventSourceMappingRequest.Builder> change) {
    CreateEventSourceMappingRequest.Builder request =
        CreateEventSourceMappingRequest.builder()
            .functionName("update")
            .eventSourceArn(FakeStream.ARN)
            .startingPosition(EventSourcePosition.TRIM_HORIZON);
    change.accept(request);
    return world.client.createEventSourceMapping(request.build()).uuid();
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

  private void add(String... ids) {
    for (String id : ids) {
      stream.add(id, "INSERT", "NEW");
    }
  }

  @Test
  void givesRecordsInOrderInBatches() throws Exception {
    function("whole");
    add("a", "b", "c", "d", "e");
    map(m -> m.batchSize(2));
    World.eventually(() -> recorded().size() == 3);
    assertThat(recorded()).containsExactly("a,b", "c,d", "e");
    add("f");
    World.eventually(() -> recorded().size() == 4);
    assertThat(recorded().getLast()).isEqualTo("f");
    assertThat(stream.callers.getFirst().arn()).contains("assumed-role/function");
  }

  @Test
  void givesRecordAsAwsShapesIt() throws Exception {
    function("raw");
    add("a");
    map(m -> {});
    World.eventually(() -> recorded().size() == 1);
    assertThat(recorded().getFirst())
        .contains(
            "eventSourceARN=" + FakeStream.ARN,
            "awsRegion=eu-west-1",
            "eventName=INSERT",
            "SequenceNumber=",
            "Keys={id={S=a}}");
  }

  @Test
  void beginsBehindWhatIsThereAtLatest() throws Exception {
    function("whole");
    add("old1", "old2");
    map(m -> m.startingPosition(EventSourcePosition.LATEST));
    add("new");
    World.eventually(() -> !recorded().isEmpty());
    assertThat(recorded()).containsExactly("new");
  }

  @Test
  void invokesNothingForRecordsThatFilterDrops() throws Exception {
    function("whole");
    map(
        m ->
            m.filterCriteria(
                f ->
                    f.filters(
                        one ->
                            one.pattern(
                                "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"status\":{\"S\":[{\"prefix\":\"DO\"}]}}}}"))));
    stream.add("a", "INSERT", "DONE");
    stream.add("b", "MODIFY", "NEW");
    stream.add("c", "MODIFY", "DONE");
    World.eventually(() -> !recorded().isEmpty());
    assertThat(recorded()).containsExactly("c");
    assertThat(world.lambda.invocationCounts()).containsEntry("update", 1L);
  }

  @Test
  void goesOnAtLowestFailedRecord() throws Exception {
    function("partial");
    add("a", "b", "poison", "c");
    map(
        m ->
            m.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                .maximumRetryAttempts(1)
                .bisectBatchOnFunctionError(true)
                .destinationConfig(d -> d.onFailure(f -> f.destination(FAILED))));
    World.eventually(() -> !world.sent.isEmpty() && recorded().contains("c"));
    assertThat(recorded().getFirst()).isEqualTo("a,b,poison,c");
    assertThat(recorded().get(1)).isEqualTo("poison,c");
    assertThat(recorded().stream().filter(line -> line.contains("a"))).hasSize(1);
    assertThat(recorded().getLast()).isEqualTo("c");
    JsonNode record = new ObjectMapper().readTree(world.sent.getFirst().body());
    assertThat(record.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
  }

  @Test
  void halvesFailedBatchUntilPoisonedRecordIsAlone() throws Exception {
    function("whole");
    add("a", "b", "poison", "c");
    map(
        m ->
            m.bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination(FAILED))));
    World.eventually(() -> recorded().contains("c"));
    assertThat(recorded()).containsExactly("a,b,poison,c", "a,b", "poison,c", "poison", "c");
    assertThat(world.sent).hasSize(1);
    assertThat(world.sent.getFirst().queue()).isEqualTo(FAILED);
  }

  @Test
  void givesUpAfterRetriesAndTellsDestination() throws Exception {
    function("whole");
    add("poison1", "poison2");
    map(
        m ->
            m.maximumRetryAttempts(2)
                .destinationConfig(d -> d.onFailure(f -> f.destination(FAILED))));
    World.eventually(() -> world.sent.size() == 1);
    assertThat(recorded()).containsExactly("poison1,poison2", "poison1,poison2", "poison1,poison2");
    JsonNode record = new ObjectMapper().readTree(world.sent.getFirst().body());
    assertThat(record.path("requestContext").path("condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(record.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
    JsonNode batch = record.path("DDBStreamBatchInfo");
    assertThat(batch.path("streamArn").asText()).isEqualTo(FakeStream.ARN);
    assertThat(batch.path("batchSize").asInt()).isEqualTo(2);
    assertThat(batch.path("startSequenceNumber").asText()).isEqualTo("000000000000000000001");
    assertThat(batch.path("endSequenceNumber").asText()).isEqualTo("000000000000000000002");
    add("next");
    World.eventually(() -> recorded().contains("next"));
  }

  @Test
  void givesUpRecordsThatAreTooOld() throws Exception {
    function("whole");
    stream.add("old", "INSERT", "NEW", System.currentTimeMillis() / 1000.0 - 500);
    add("young");
    map(
        m ->
            m.maximumRecordAgeInSeconds(60)
                .destinationConfig(d -> d.onFailure(f -> f.destination(FAILED))));
    World.eventually(() -> !recorded().isEmpty());
    assertThat(recorded()).containsExactly("young");
    assertThat(world.sent.getFirst().body()).contains("RecordAgeExceeded");
  }

  @Test
  void triesWithoutCountingUntilTheRecordIsTooOld() throws Exception {
    function("whole");
    stream.add("poison", "INSERT", "NEW", System.currentTimeMillis() / 1000.0 - 57);
    map(
        m ->
            m.maximumRetryAttempts(-1)
                .maximumRecordAgeInSeconds(60)
                .destinationConfig(d -> d.onFailure(f -> f.destination(FAILED))));
    World.eventually(() -> !world.sent.isEmpty());
    assertThat(recorded()).hasSizeGreaterThan(11).containsOnly("poison");
    assertThat(world.sent.getFirst().body()).contains("RecordAgeExceeded");
  }

  @Test
  void goesOnAfterRestartWhereItWas() throws Exception {
    function("whole");
    add("a");
    map(m -> {});
    World.eventually(() -> recorded().size() == 1);
    world.close();
    add("b");
    world = new World(directory, World.quick(0.001), stream, queue);
    World.eventually(() -> String.join(",", recorded()).endsWith("b"));
    // The batch that ended as the process did may come twice, and then with what came after it.
    assertThat(String.join(",", recorded())).isIn("a,b", "a,a,b");
  }

  @Test
  void keepsOrderOfManyRecords() throws Exception {
    function("whole");
    map(m -> m.batchSize(7));
    IntStream.range(0, 100).forEach(i -> add("k" + i));
    World.eventually(() -> String.join(",", recorded()).endsWith("k99"));
    assertThat(String.join(",", recorded()).split(","))
        .containsExactly(IntStream.range(0, 100).mapToObj(i -> "k" + i).toArray(String[]::new));
  }

  @Test
  void deletesMessagesOfQueueThatAreDone() throws Exception {
    function("partial");
    map(
        m ->
            m.eventSourceArn(FakeQueue.ARN)
                .startingPosition((EventSourcePosition) null)
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    queue.send("good");
    queue.send("poison");
    World.eventually(
        () ->
            String.join(",", recorded()).contains("good")
                && String.join(",", recorded()).contains("poison"));
    World.eventually(() -> queue.deleted.contains("good"));
    assertThat(queue.deleted).containsExactly("good");
  }

  @Test
  void stopsAndGoesOnAsItIsDisabledAndEnabled() throws Exception {
    function("whole");
    String uuid = map(m -> {});
    world.client.updateEventSourceMapping(m -> m.uuid(uuid).enabled(false));
    add("a");
    assertThat(world.client.getEventSourceMapping(m -> m.uuid(uuid)).state()).isEqualTo("Disabled");
    assertThat(recorded()).isEmpty();
    world.client.updateEventSourceMapping(m -> m.uuid(uuid).enabled(true));
    World.eventually(() -> recorded().size() == 1);
    world.client.deleteEventSourceMapping(m -> m.uuid(uuid));
    assertThat(
            world
                .client
                .listEventSourceMappings(m -> m.functionName("update"))
                .eventSourceMappings())
        .isEmpty();
  }

  @Test
  void refusesWhatItDoesNotDo() {
    function("whole");
    assertThatThrownBy(
            () -> map(m -> m.eventSourceArn("arn:aws:kinesis:eu-west-1:123456789012:stream/s")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("not supported");
    assertThatThrownBy(() -> map(m -> m.eventSourceArn(FakeStream.ARN.replace("things", "none"))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Cannot access stream");
    assertThatThrownBy(
            () ->
                map(
                    m ->
                        m.filterCriteria(
                            f -> f.filters(one -> one.pattern("{\"eventName\":\"INSERT\"}")))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Invalid filter pattern");
  }
}
