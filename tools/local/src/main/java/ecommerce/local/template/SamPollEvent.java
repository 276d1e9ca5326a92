package ecommerce.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Events {@code DynamoDB} and {@code SQS}: an event source mapping, and what the role needs to poll
 * the source.
 */
final class SamPollEvent {

  private static final String[] COPIED = {
    "BatchSize",
    "Enabled",
    "MaximumBatchingWindowInSeconds",
    "MaximumRetryAttempts",
    "BisectBatchOnFunctionError",
    "MaximumRecordAgeInSeconds",
    "ParallelizationFactor",
    "StartingPosition",
    "StartingPositionTimestamp",
    "TumblingWindowInSeconds",
    "FunctionResponseTypes",
    "FilterCriteria",
    "KmsKeyArn",
    "ScalingConfig",
    "MetricsConfig"
  };

  private final SamResource function;
  private final GeneratedResource lambda;
  private final SamResource event;
  private final SamRole role;
  private final boolean stream;

  SamPollEvent(SamResource function, GeneratedResource lambda, SamResource event, SamRole role) {
    this.function = function;
    this.lambda = lambda;
    this.role = role;
    this.stream = event.type().equals("DynamoDB");
    Set<String> supported = new java.util.HashSet<>(List.of(COPIED));
    supported.addAll(List.of(stream ? "Stream" : "Queue", "DestinationConfig"));
    this.event = event.allowing(supported);
  }

  List<GeneratedResource> resources() {
    GeneratedResource mapping =
        GeneratedResource.beside(
            function, event.logicalId(), "AWS::Lambda::EventSourceMapping", event.position());
    mapping.property("EventSourceArn", event.required(stream ? "Stream" : "Queue"));
    mapping.property("FunctionName", lambda.ref().at(event.position()));
    if (stream) {
      event.required("StartingPosition");
    }
    event
        .mapping("FilterCriteria")
        .filter(criteria -> Intrinsic.in(criteria).isEmpty())
        .ifPresent(
            criteria -> {
              if (!criteria.entries().isEmpty()
                  && !criteria.entries().keySet().equals(Set.of("Filters"))) {
                throw event.wrong("FilterCriteria", "has anything but Filters");
              }
            });
    mapping.copy(event, COPIED);
    role.allowManaged(
        "service-role/AWSLambda" + (stream ? "DynamoDB" : "SQSQueue") + "ExecutionRole");
    event
        .mapping("DestinationConfig")
        .ifPresent(config -> mapping.property("DestinationConfig", destination(config)));
    return List.of(mapping);
  }

  private Node destination(Node.Mapping config) {
    if (!(config.get("OnFailure").orElse(null) instanceof Node.Mapping onFailure)) {
      throw event.wrong("DestinationConfig", "needs OnFailure");
    }
    Optional<Node> type = onFailure.get("Type");
    if (type.isEmpty()) {
      return config;
    }
    String name = Node.text(type.get()).orElse("");
    Node arn =
        onFailure
            .get("Destination")
            .orElseThrow(() -> event.wrong("DestinationConfig", "needs OnFailure.Destination"));
    switch (name) {
      case "SQS" ->
          role.allowOnce(
              SamRole.allowing(
                  arn.position(), event.logicalId() + "SQSPolicy", "sqs:SendMessage", arn));
      case "SNS" ->
          role.allowOnce(
              SamRole.allowing(
                  arn.position(), event.logicalId() + "SNSPolicy", "sns:publish", arn));
      default ->
          throw new TemplateException(
              type.get().position(),
              "DestinationConfig of %s must be of Type SQS or SNS".formatted(event.logicalId()));
    }
    return config.with("OnFailure", onFailure.without("Type"));
  }
}
