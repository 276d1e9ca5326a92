package ecommerce.suite.alarms;

import ecommerce.deploy.AwsConnection;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Parameters;
import ecommerce.suite.clients.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What goes wrong so that an alarm rings. Functions are named {@code {service}-{Function}}. */
final class Provocations implements AutoCloseable {

  private static final String SOURCE = "alarms.test";
  private static final SdkBytes NO_EVENT = SdkBytes.fromUtf8String("{}");

  /** What was counted then is soon too old for an alarm that looks half an hour back. */
  private static final Duration NEARLY_FORGOTTEN = Duration.ofMinutes(28);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Platform platform;
  private final Parameters parameters;
  private final Deployed deployed;
  private final LambdaClient lambda;
  private final SqsClient sqs;
  private final EventBridgeClient events;
  private final CloudWatchClient cloudWatch;

  Provocations(Platform platform, Deployed deployed, AwsConnection aws) {
    this.platform = platform;
    this.deployed = deployed;
    this.parameters = platform.parameters();
    this.lambda = aws.client(LambdaClient.builder());
    this.sqs = aws.client(SqsClient.builder());
    this.events = aws.client(EventBridgeClient.builder());
    this.cloudWatch = aws.client(CloudWatchClient.builder());
  }

  /** The function is invoked with what is no event. */
  void fail(String function) {
    String error =
        lambda.invoke(call -> call.functionName(live(function)).payload(NO_EVENT)).functionError();
    if (error == null) {
      throw new AssertionError(function + " did not fail");
    }
  }

  /** The function is invoked while it may not run at all. */
  void throttle(String function) {
    String name = deployed.functionName(function);
    lambda.putFunctionConcurrency(put -> put.functionName(name).reservedConcurrentExecutions(0));
    try {
      lambda.invoke(call -> call.functionName(live(function)).payload(NO_EVENT));
    } catch (TooManyRequestsException e) {
      return;
    } finally {
      lambda.deleteFunctionConcurrency(delete -> delete.functionName(name));
    }
    throw new AssertionError(function + " was not throttled");
  }

  /** The function fails, and what should take its event is not there any more. */
  void lose(String function, String service) {
    sqs.deleteQueue(delete -> delete.queueUrl(deployed.deadLetters(service)));
    platform.faults().withoutRetries(function);
    lambda.invoke(
        call ->
            call.functionName(live(function))
                .invocationType(InvocationType.EVENT)
                .payload(NO_EVENT));
  }

  /**
   * @return ARN of a rule whose target, a function, does not let it in
   */
  String ruleThatMayInvokeNothing() {
    String bus = parameters.get("platform/event-bus/name");
    String pattern = "{\"source\": [\"" + SOURCE + "\"]}";
    String arn =
        events.putRule(put -> put.name("broken").eventBusName(bus).eventPattern(pattern)).ruleArn();
    String function =
        lambda
            .getFunctionConfiguration(
                get -> get.functionName(deployed.functionName("orders-GetOrder")))
            .functionArn();
    events.putTargets(
        put ->
            put.rule("broken")
                .eventBusName(bus)
                .targets(
                    target ->
                        target
                            .id("function")
                            .arn(function)
                            .retryPolicy(
                                retry ->
                                    retry.maximumRetryAttempts(0).maximumEventAgeInSeconds(60))));
    return arn;
  }

  /** An event for {@link #ruleThatMayInvokeNothing}. */
  void matchTheRule() {
    String bus = parameters.get("platform/event-bus/name");
    events.putEvents(
        put ->
            put.entries(
                entry ->
                    entry.eventBusName(bus).source(SOURCE).detailType("Provoked").detail("{}")));
  }

  void putIntoDeadLetters(String service) {
    sqs.sendMessage(send -> send.queueUrl(deployed.deadLetters(service)).messageBody("{}"));
  }

  void takeOutOfDeadLetters(String service) {
    String queue = deployed.deadLetters(service);
    List<Message> messages =
        sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(5)).messages();
    if (messages.size() != 1) {
      throw new AssertionError(queue + " holds " + messages);
    }
    sqs.deleteMessage(
        delete -> delete.queueUrl(queue).receiptHandle(messages.getFirst().receiptHandle()));
  }

  /**
   * The service has counted one, as long ago as its alarm just still sees.
   *
   * @param counted {@code {service}-{metric}}
   */
  void count(String counted) {
    String service = counted.substring(0, counted.indexOf('-'));
    List<Dimension> dimensions =
        List.of(
            Dimension.builder().name("environment").value("tests").build(),
            Dimension.builder().name("service").value(service).build());
    cloudWatch.putMetricData(
        put ->
            put.namespace("ecommerce")
                .metricData(
                    datum ->
                        datum
                            .metricName(counted.substring(service.length() + 1))
                            .dimensions(dimensions)
                            .timestamp(Instant.now().minus(NEARLY_FORGOTTEN))
                            .value(1.0)));
  }

  /** What has to be seen in two minutes, or many times in one. */
  void refuseAndChange() {
    for (int i = 0; i < 7; i++) {
      post(parameters.get("payment-3p/api/url") + "/preauth", "x-any", "any");
      post(parameters.get("frontend-api/api/url"), "x-api-key", "wrong");
    }
    platform
        .table("products")
        .put(Json.object("productId", "provoked", "price", System.nanoTime()));
  }

  private void post(String url, String header, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String live(String function) {
    return deployed.functionName(function) + ":live";
  }

  @Override
  public void close() {
    http.close();
    lambda.close();
    sqs.close();
    events.close();
    cloudWatch.close();
  }
}
