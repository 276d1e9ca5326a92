package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class InvocationTest {

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory, World.quick(0.001));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private InvokeResponse invoke(String function, String payload) {
    return world.client.invoke(
        request ->
            request
                .functionName(function)
                .payload(SdkBytes.fromUtf8String(payload))
                .logType(LogType.TAIL));
  }

  private static JsonNode json(InvokeResponse response) throws Exception {
    return new ObjectMapper().readTree(response.payload().asByteArray());
  }

  @Test
  void runsFunctionInItsOwnProcessAndReusesIt() throws Exception {
    world.client.createFunction(world.function("greet", "Greeter::greet").build());
    InvokeResponse first =
        invoke("arn:aws:lambda:eu-west-1:123456789012:function:greet", "{\"name\":\"Ada\"}");
    InvokeResponse second = invoke("greet", "{\"name\":\"Eva\"}");
    assertThat(first.functionError()).isNull();
    assertThat(first.executedVersion()).isEqualTo("$LATEST");
    assertThat(json(first).path("greeting").asText()).isEqualTo("Hello Ada");
    assertThat(json(second).path("calls").asInt()).isEqualTo(2);
    assertThat(json(second).path("pid")).isEqualTo(json(first).path("pid"));
    assertThat(json(first).path("pid").asLong()).isNotEqualTo(ProcessHandle.current().pid());
    String tail = new String(Base64.getDecoder().decode(first.logResult()), StandardCharsets.UTF_8);
    assertThat(tail)
        .contains(
            "START RequestId: ",
            " Version: $LATEST",
            "greeting Ada",
            "END RequestId: ",
            "Init Duration: ");
    assertThat(world.log).extracting(World.Line::group).containsOnly("/aws/lambda/greet");
    assertThat(world.log.getFirst().stream())
        .matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
    assertThat(world.lambda.invocationCounts()).containsEntry("greet", 2L);
  }

  @Test
  void measuresEachInvocation() throws Exception {
    world.client.createFunction(world.function("fail", "Greeter::fail").build());
    invoke("fail", "{\"name\":\"stock\"}");
    Map<String, String> function = Map.of("FunctionName", "fail");
    assertThat(world.metrics.values("Invocations", function)).containsExactly(1.0);
    assertThat(world.metrics.values("Errors", function)).containsExactly(1.0);
    assertThat(world.metrics.values("ConcurrentExecutions", function)).containsExactly(1.0);
    assertThat(world.metrics.values("Duration", function).getFirst()).isPositive();
    assertThat(world.metrics.values("Errors", Map.of("FunctionName", "fail", "Resource", "fail")))
        .containsExactly(1.0);
  }

  @Test
  void givesProcessWhatAwsGivesAndNothingElse() throws Exception {
    world.client.createFunction(
        world
            .function("environment", "Greeter::environment")
            .environment(e -> e.variables(Map.of("TABLE", "orders")))
            .build());
    JsonNode variables = json(invoke("environment", "{}"));
    assertThat(variables.path("TABLE").asText()).isEqualTo("orders");
    assertThat(variables.path("AWS_REGION").asText()).isEqualTo("eu-west-1");
    assertThat(variables.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("environment");
    assertThat(variables.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
    assertThat(variables.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("ASIATEST");
    assertThat(variables.path("AWS_SESSION_TOKEN").asText()).isEqualTo("token");
    assertThat(variables.path("AWS_ENDPOINT_URL").asText()).startsWith("http://127.0.0.1:");
    assertThat(variables.has("HOME")).isFalse();
  }

  @Test
  void tellsWhatFunctionThrew() throws Exception {
    world.client.createFunction(world.function("fail", "Greeter::fail").build());
    InvokeResponse response = invoke("fail", "{\"name\":\"stock\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(json(response).path("errorMessage").asText()).isEqualTo("no stock");
    assertThat(json(response).path("errorType").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(json(response).path("stackTrace").path(0).asText()).contains("Greeter.fail");
    assertThat(json(response).path("cause").path("errorMessage").asText()).isEqualTo("because");
  }

  @Test
  void takesAClientContextOfSeveralLinesAndRefusesOneThatIsNoJson() throws Exception {
    world.client.createFunction(world.function("greet", "Greeter::greet").build());
    String lines =
        Base64.getEncoder()
            .encodeToString("{\n\"custom\": {\"é\": \"1\"}\r\n}".getBytes(StandardCharsets.UTF_8));
    InvokeResponse response =
        world.client.invoke(
            request ->
                request
                    .functionName("greet")
                    .clientContext(lines)
                    .payload(SdkBytes.fromUtf8String("{\"name\":\"Ada\"}")));
    assertThat(json(response).path("greeting").asText()).isEqualTo("Hello Ada");
    for (String wrong : List.of("%%%", "bm8=")) {
      assertThatThrownBy(
              () ->
                  world.client.invoke(
                      request -> request.functionName("greet").clientContext(wrong)))
          .isInstanceOf(InvalidRequestContentException.class);
    }
  }

  @Test
  void killsFunctionAtItsTimeout() throws Exception {
    world.client.createFunction(world.function("hang", "Greeter::hang").timeout(1).build());
    InvokeResponse response = invoke("hang", "{}");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(json(response).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(json(response).path("errorMessage").asText())
        .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
    assertThat(world.logText()).contains("begins to hang", "Status: timeout");
    World.eventually(() -> world.lambda.environments("hang") == 0);
  }

  @Test
  void tellsThatProcessExited() throws Exception {
    world.client.createFunction(world.function("exit", "Greeter::exit").build());
    InvokeResponse response = invoke("exit", "{}");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(json(response).path("errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(json(response).path("errorMessage").asText())
        .endsWith("Runtime exited with error: exit status 3");
    assertThat(world.logText()).contains("about to exit");
    assertThat(invoke("exit", "{}").functionError()).isEqualTo("Unhandled");
  }

  @Test
  void tellsThatInitialisationFailed() throws Exception {
    world.client.createFunction(world.function("broken", "Broken::handle").build());
    world.client.createFunction(world.function("missing", "Nowhere::handle").build());
    assertThat(json(invoke("broken", "{}")).path("errorMessage").asText())
        .isEqualTo("variable TABLE is missing");
    InvokeResponse missing = invoke("missing", "{}");
    assertThat(missing.functionError()).isEqualTo("Unhandled");
    assertThat(json(missing).path("errorType").asText())
        .isEqualTo("java.lang.ClassNotFoundException");
    assertThat(json(missing).path("errorMessage").asText())
        .isEqualTo("Class not found: ecommerce.local.lambda.functions.Nowhere");
  }

  @Test
  void refusesAnswerThatIsTooLarge() throws Exception {
    world.client.createFunction(world.function("large", "Greeter::large").build());
    assertThat(json(invoke("large", "{}")).path("errorType").asText())
        .isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void runsSeveralInvocationsAtOnceAndThrottlesAboveReservedConcurrency() throws Exception {
    world.client.createFunction(world.function("slow", "Greeter::slow").build());
    List<InvokeResponse> responses = atOnce(3, () -> invoke("slow", "{\"milliseconds\":1500}"));
    assertThat(responses)
        .extracting(response -> json(response).path("pid").asLong())
        .doesNotHaveDuplicates();
    world.client.putFunctionConcurrency(
        request -> request.functionName("slow").reservedConcurrentExecutions(0));
    assertThatThrownBy(() -> invoke("slow", "{\"milliseconds\":1}"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> assertThat(e.reasonAsString()).startsWith("ReservedFunctionConcurrent"));
  }

  @Test
  void tellsTheAccountsLimitsAndWhatFunctionsHaveReservedOfThem() {
    world.client.createFunction(world.function("slow", "Greeter::slow").publish(true).build());
    world.client.createFunction(world.function("greet", "Greeter::greet").build());
    world.client.putFunctionConcurrency(
        request -> request.functionName("slow").reservedConcurrentExecutions(3));
    GetAccountSettingsResponse settings = world.client.getAccountSettings();
    assertThat(settings.accountLimit().concurrentExecutions()).isEqualTo(10);
    assertThat(settings.accountLimit().unreservedConcurrentExecutions()).isEqualTo(7);
    assertThat(settings.accountLimit().totalCodeSize()).isEqualTo(80_530_636_800L);
    assertThat(settings.accountLimit().codeSizeUnzipped()).isEqualTo(262_144_000);
    assertThat(settings.accountLimit().codeSizeZipped()).isEqualTo(52_428_800);
    assertThat(settings.accountUsage().functionCount()).isEqualTo(2);
    assertThat(settings.accountUsage().totalCodeSize()).isEqualTo(3L * Zips.functions().length);
  }

  @Test
  void namesTheFunctionInTheLogStreamWhereTheLogGroupIsNotItsOwn() {
    world.client.createFunction(
        world
            .function("greet", "Greeter::greet")
            .loggingConfig(logging -> logging.logGroup("greetings"))
            .build());
    invoke("greet", "{\"name\":\"Ada\"}");
    assertThat(world.log.getFirst().group()).isEqualTo("greetings");
    assertThat(world.log.getFirst().stream())
        .matches("\\d{4}/\\d\\d/\\d\\d/greet\\[\\$LATEST\\][0-9a-f]{32}");
  }

  private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, times).mapToObj(i -> executor.submit(task)).toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void usesNewCodeAndConfigurationForNextInvocation() throws Exception {
    world.client.createFunction(world.function("change", "Greeter::environment").build());
    assertThat(json(invoke("change", "{}")).has("COLOUR")).isFalse();
    world.client.updateFunctionConfiguration(
        request ->
            request.functionName("change").environment(e -> e.variables(Map.of("COLOUR", "red"))));
    assertThat(json(invoke("change", "{}")).path("COLOUR").asText()).isEqualTo("red");
  }

  @Test
  void refusesWhatIsNotThereAndWhatIsNoJson() {
    assertThatThrownBy(() -> invoke("nothing", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:nothing");
    world.client.createFunction(world.function("greet", "Greeter::greet").build());
    assertThatThrownBy(() -> invoke("greet", "{nonsense"))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageContaining("Could not parse request body into json");
  }
}
