package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ecommerce.local.deploy.StackRequest;
import ecommerce.local.functions.Overreach;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.TimeRangeType;

/** Traces and denials of a whole environment: an API and a bus in front of one function. */
@Timeout(120)
class TracedCallsTest {

  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: test
            TracingEnabled: true
            Name: front
            DefinitionBody:
              openapi: 3.0.1
              info: {title: front, version: "1"}
              paths:
                /ask:
                  get:
                    responses: {"200": {description: told}}
                    x-amazon-apigateway-integration:
                      type: aws_proxy
                      httpMethod: POST
                      uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Overreach.Arn}/invocations"
        Overreach:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: overreach
            Runtime: java25
            Handler: ecommerce.local.functions.Overreach::reach
            Timeout: 30
            MemorySize: 512
            Tracing: Active
            CodeUri: function.zip
            Environment: {Variables: {TABLE: things, QUEUE: "http://localhost/123456789012/messages"}}
            Events:
              Asked: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /ask, Method: get}}
              Told: {Type: EventBridgeRule, Properties: {Pattern: {source: [test]}}}
      Outputs:
        Url: {Value: !Sub "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/test/ask"}
      """;

  @TempDir Path directory;

  @Test
  void followARequestThroughTheApiAndAnEventThroughTheBus() throws Exception {
    try (LocalAws aws = start();
        XRayClient xray = LocalAwsTest.client(aws, XRayClient.builder());
        EventBridgeClient events = LocalAwsTest.client(aws, EventBridgeClient.builder());
        HttpClient http = HttpClient.newHttpClient()) {
      String url = aws.stacks().find("overreach").orElseThrow().outputs().get("Url");
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      TraceHeader asked =
          TraceHeader.parse(answer.headers().firstValue("x-amzn-trace-id").orElseThrow())
              .orElseThrow();
      String api = story(xray, asked.root(), "Overhead");
      assertThat(api)
          .contains("front/test", "AWS::ApiGateway::Stage", "\"AWS::Lambda\"")
          .contains("AWS::Lambda::Function", "Initialization", "Invocation");

      TraceHeader told = TraceHeader.fresh(Instant.now()).under("00000000000000aa").sampled(true);
      events.putEvents(
          put ->
              put.entries(
                  entry ->
                      entry
                          .source("test")
                          .detailType("Told")
                          .detail("{}")
                          .traceHeader(told.text())));
      assertThat(story(xray, told.root(), "Attempt #1"))
          .contains("00000000000000aa", "Dwell Time", "AWS::Lambda::Function");
    }
  }

  @Test
  void rememberWhatWasDeniedUnderTheRequestIdThatTheClientSaw() throws Exception {
    try (LocalAws aws = start();
        CloudTrailClient trail = LocalAwsTest.client(aws, CloudTrailClient.builder());
        software.amazon.awssdk.services.lambda.LambdaClient lambda =
            LocalAwsTest.client(
                aws, software.amazon.awssdk.services.lambda.LambdaClient.builder())) {
      String told =
          lambda.invoke(invoke -> invoke.functionName("overreach")).payload().asUtf8String();
      String requestId = told.replaceFirst("(?s).*\"eventRequest\":\"([^\"]+)\".*", "$1");
      List<Event> events = trail.lookupEvents().events();
      Event denied =
          events.stream()
              .filter(event -> event.cloudTrailEvent().contains(requestId))
              .findFirst()
              .orElseThrow();
      assertThat(denied.eventName()).isEqualTo("PutEvents");
      assertThat(denied.eventSource()).isEqualTo("events.amazonaws.com");
      assertThat(denied.cloudTrailEvent())
          .contains("no statement allows it", ":role/", "event-bus/default", "AccessDenied");
      assertThat(
              trail
                  .lookupEvents(
                      look ->
                          look.lookupAttributes(
                              by -> by.attributeKey("EventName").attributeValue("PutEvents")))
                  .events())
          .isNotEmpty()
          .allMatch(event -> event.eventName().equals("PutEvents"));
      assertThat(
              catchThrowableOfType(
                  software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException.class,
                  () -> trail.lookupEvents(look -> look.maxResults(51))))
          .hasMessageContaining("between 1 and 50");
    }
  }

  private LocalAws start() throws IOException {
    LocalAws aws = LocalAwsTest.start(directory, options -> options.tracing(1));
    LocalAwsTest.pack(directory.resolve("function.zip"), Overreach.class);
    Path file = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    aws.stacks().deploy(new StackRequest("overreach", file, Map.of(), Map.of()));
    return aws;
  }

  /** The documents of a trace, once it holds a word. */
  private static String story(XRayClient xray, String traceId, String until)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    String story = "";
    while (!story.contains(until) && Instant.now().isBefore(deadline)) {
      Thread.sleep(20);
      story =
          xray.batchGetTraces(get -> get.traceIds(traceId)).traces().stream()
              .flatMap(trace -> trace.segments().stream())
              .map(Segment::document)
              .collect(Collectors.joining("\n"));
    }
    assertThat(
            xray.getTraceSummaries(
                    get ->
                        get.startTime(Instant.now().minusSeconds(600))
                            .endTime(Instant.now().plusSeconds(1))
                            .timeRangeType(TimeRangeType.EVENT)
                            .filterExpression("service(\"overreach\")"))
                .traceSummaries())
        .anyMatch(summary -> summary.id().equals(traceId));
    return story;
  }
}
