package ecommerce.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code EventInvokeConfig} of a function: retries of asynchronous invocations, and destinations,
 * made where none is named.
 */
final class SamInvokeConfig {

  private static final Set<String> SUPPORTED =
      Set.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts", "DestinationConfig");
  private static final List<String> ATTRIBUTES =
      List.of("DeletionPolicy", "Condition", "UpdateReplacePolicy", "Metadata");

  private record Kind(String suffix, String action) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "SQS", new Kind("SQSPolicy", "sqs:SendMessage"),
          "SNS", new Kind("SNSPolicy", "sns:publish"),
          "EventBridge", new Kind("EventBridgePolicy", "events:PutEvents"),
          "Lambda", new Kind("LambdaPolicy", "lambda:InvokeFunction"));

  private final SamResource function;
  private final Node.Mapping config;
  private final SamRole role;
  private final Optional<GeneratedResource> alias;
  private final String qualifier;
  private final String logicalId;
  private final List<GeneratedResource> made = new ArrayList<>();

  /**
   * @param alias of the function, whose invocations it is for; the function's own where it is empty
   */
  SamInvokeConfig(
      SamResource function,
      Node.Mapping config,
      SamRole role,
      Optional<GeneratedResource> alias,
      String qualifier) {
    this.function = function;
    this.config = config;
    this.role = role;
    this.alias = alias;
    this.qualifier = qualifier;
    this.logicalId = function.logicalId() + "EventInvokeConfig";
  }

  List<GeneratedResource> resources() {
    config
        .entries()
        .forEach(
            (name, value) -> require(SUPPORTED.contains(name), value, name + " is not supported"));
    GeneratedResource resource =
        new GeneratedResource(logicalId, "AWS::Lambda::EventInvokeConfig", config.position())
            .attributes(function, ATTRIBUTES);
    resource.property("DestinationConfig", destinations(resource.make()));
    resource.property("FunctionName", resource.make().ref(function.logicalId()));
    resource.property("MaximumEventAgeInSeconds", config.get("MaximumEventAgeInSeconds"));
    resource.property("MaximumRetryAttempts", config.get("MaximumRetryAttempts"));
    resource.property("Qualifier", qualifier);
    alias.ifPresent(
        named ->
            resource.attribute(
                "DependsOn", resource.make().list(resource.make().text(named.logicalId()))));
    made.add(resource);
    return made;
  }

  private Node destinations(Nodes make) {
    Node.Mapping destinations = make.empty();
    Node written = config.get("DestinationConfig").orElse(destinations);
    if (!(written instanceof Node.Mapping map)) {
      throw wrong(written, "DestinationConfig is not a mapping");
    }
    destinations = destinations.at(map.position());
    map.entries()
        .forEach(
            (name, value) ->
                require(
                    name.equals("OnSuccess") || name.equals("OnFailure"),
                    value,
                    "DestinationConfig." + name + " is not supported"));
    for (String name : List.of("OnSuccess", "OnFailure")) {
      Optional<Node> destination = map.get(name);
      if (destination.isPresent()) {
        destinations = destinations.with(name, destination(name, destination.get()));
      }
    }
    return destinations;
  }

  private Node destination(String name, Node value) {
    if (!(value instanceof Node.Mapping map)) {
      throw wrong(value, name + " is not a mapping");
    }
    map.entries()
        .forEach(
            (key, inner) ->
                require(
                    key.equals("Type") || key.equals("Destination"),
                    inner,
                    name + "." + key + " is not supported"));
    String type = map.get("Type").flatMap(Node::text).orElse("");
    if (!KINDS.containsKey(type)) {
      throw wrong(map, name + " needs a Type: SQS, SNS, EventBridge or Lambda");
    }
    Node arn = map.get("Destination").orElseGet(() -> generated(name, type, map));
    refuseOptional(arn);
    Kind kind = KINDS.get(type);
    role.allow(
        SamRole.allowing(map.position(), logicalId + name + kind.suffix(), kind.action(), arn));
    return Nodes.at(map.position()).map("Destination", arn);
  }

  private Node generated(String name, String type, Node.Mapping at) {
    if (!type.equals("SQS") && !type.equals("SNS")) {
      throw wrong(at, name + " of type " + type + " needs a Destination");
    }
    boolean queue = type.equals("SQS");
    GeneratedResource resource =
        GeneratedResource.beside(
            function,
            logicalId + name + (queue ? "Queue" : "Topic"),
            queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic",
            at.position());
    made.add(resource);
    return queue ? resource.arn() : resource.ref();
  }

  private void refuseOptional(Node arn) {
    Intrinsic.in(arn)
        .filter(found -> found.name().equals("Fn::If"))
        .map(Intrinsic::argument)
        .ifPresent(
            argument ->
                require(
                    !(argument instanceof Node.Sequence list
                        && list.items().stream().anyMatch(Intrinsic::isNoValue)),
                    arn,
                    "a Destination with AWS::NoValue as one of two is not supported"));
  }

  private void require(boolean holds, Node at, String otherwise) {
    if (!holds) {
      throw wrong(at, otherwise);
    }
  }

  private TemplateException wrong(Node at, String what) {
    return new TemplateException(
        at.position(), "EventInvokeConfig of " + function.logicalId() + ": " + what);
  }
}
