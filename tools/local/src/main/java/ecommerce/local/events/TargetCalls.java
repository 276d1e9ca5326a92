package ecommerce.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Authorizer;
import ecommerce.local.GraphqlApis;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Permission;
import ecommerce.local.Pipelines;
import ecommerce.local.Queues;
import ecommerce.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to targets, as the service that acts for a rule: the targets' own policies decide.
 */
final class TargetCalls {

  /** Takes an event for another bus. */
  interface Forward {
    void event(String bus, String event, Instant ingested);
  }

  private static final Logger LOG = LoggerFactory.getLogger("aws.events");

  private final Arns arns;
  private final Invoker functions;
  private final Queues queues;
  private final Topics topics;
  private final LogSink logs;
  private final GraphqlApis apis;
  private final Pipelines pipelines;
  private final RoleSessions roles;
  private final Authorizer authorizer;
  private final Forward forward;

  TargetCalls(
      Arns arns,
      Invoker functions,
      Queues queues,
      Topics topics,
      LogSink logs,
      GraphqlApis apis,
      Pipelines pipelines,
      RoleSessions roles,
      Authorizer authorizer,
      Forward forward) {
    this.arns = arns;
    this.functions = functions;
    this.queues = queues;
    this.topics = topics;
    this.logs = logs;
    this.apis = apis;
    this.pipelines = pipelines;
    this.roles = roles;
    this.authorizer = authorizer;
    this.forward = forward;
  }

  /** Returns when the target has taken it; whatever it throws is a failure of the target. */
  void send(PendingEvent event, Delivery delivery) {
    String arn = delivery.target().arn();
    switch (TargetKind.of(arn).orElseThrow()) {
      case FUNCTION ->
          functions.enqueue(
              service(delivery), arn, input(event, delivery).getBytes(StandardCharsets.UTF_8));
      case QUEUE -> queues.send(service(delivery), arn, input(event, delivery), Map.of());
      case TOPIC ->
          topics.publish(
              service(delivery), arn, Optional.empty(), input(event, delivery), Map.of());
      case BUS -> forward(event, delivery);
      case GRAPHQL -> mutate(event, delivery);
      case PIPELINE -> startPipeline(event, delivery);
      case LOG_GROUP -> log(event, delivery);
    }
  }

  void deadLetter(
      PendingEvent event, Delivery delivery, String queue, Map<String, String> attributes) {
    queues.send(service(delivery), queue, event.event(), attributes);
  }

  private Identity.Service service(Delivery delivery) {
    return new Identity.Service("events.amazonaws.com", delivery.ruleArn(), arns.account().id());
  }

  private static String input(PendingEvent event, Delivery delivery) {
    RuleTarget target = delivery.target();
    if (target.input().isPresent()) {
      return target.input().get();
    }
    if (target.inputPath().isPresent()) {
      JsonNode whole = Json.known(event.event());
      return EventPath.parse(target.inputPath().get())
          .flatMap(path -> path.in(whole))
          .map(JsonNode::toString)
          .orElse("null");
    }
    return target
        .transformer()
        .map(
            t ->
                InputTemplate.apply(
                    t, Json.known(event.event()), delivery, event.ingested().toString()))
        .orElse(event.event());
  }

  /** An event that came from another bus goes no further, as on AWS. */
  private void forward(PendingEvent event, Delivery delivery) {
    if (event.forwarded()) {
      LOG.info("{} does not forward an event that another bus has forwarded", delivery.ruleArn());
      return;
    }
    String bus = delivery.target().arn();
    delivery
        .target()
        .roleArn()
        .ifPresent(
            role -> {
              Identity session = roles.of(role, service(delivery));
              authorizer.require(session, Permission.of("events:PutEvents", bus));
            });
    forward.event(arns.busName(bus), event.event(), event.ingested());
  }

  /** The input is the operation's variables. */
  private void mutate(PendingEvent event, Delivery delivery) {
    RuleTarget target = delivery.target();
    JsonNode variables;
    try {
      variables = Json.read(input(event, delivery));
    } catch (JsonProcessingException e) {
      throw new GraphqlApis.Rejected("The input is not JSON: " + e.getOriginalMessage());
    }
    Identity session = roles.of(target.roleArn().orElseThrow(), service(delivery));
    apis.mutate(session, target.arn(), target.graphql().orElseThrow(), variables);
  }

  /** An event as it is says nothing to a pipeline; an input that the rule makes does. */
  private void startPipeline(PendingEvent event, Delivery delivery) {
    RuleTarget target = delivery.target();
    boolean made =
        target.input().isPresent()
            || target.inputPath().isPresent()
            || target.transformer().isPresent();
    Identity session = roles.of(target.roleArn().orElseThrow(), service(delivery));
    pipelines.start(
        session,
        target.arn(),
        made ? Optional.of(input(event, delivery)) : Optional.empty(),
        delivery.ruleArn());
  }

  private void log(PendingEvent event, Delivery delivery) {
    String group = delivery.target().arn().split(":", 7)[6].replaceFirst(":\\*$", "");
    Instant time = Instant.parse(Json.known(event.event()).path("time").asText());
    logs.write(group, delivery.ruleName(), time, event.event());
  }
}
