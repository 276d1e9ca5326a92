package ecommerce.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::Serverless::Function}: the function, its role, its invocation settings and what its
 * events need.
 */
final class SamFunction {

  static final String TYPE = "AWS::Serverless::Function";
  private static final Set<String> SUPPORTED =
      Set.of(
          "FunctionName",
          "Handler",
          "Runtime",
          "CodeUri",
          "InlineCode",
          "Description",
          "MemorySize",
          "Timeout",
          "Role",
          "AssumeRolePolicyDocument",
          "Policies",
          "RolePath",
          "PermissionsBoundary",
          "Environment",
          "Events",
          "Tags",
          "Tracing",
          "KmsKeyArn",
          "ReservedConcurrentExecutions",
          "DeadLetterQueue",
          "EventInvokeConfig",
          "EphemeralStorage",
          "Architectures",
          "LoggingConfig",
          "RecursiveLoop",
          "PackageType",
          "SnapStart",
          "AutoPublishAlias",
          "AutoPublishCodeSha256",
          "AutoPublishAliasAllProperties",
          "VersionDescription",
          "VersionDeletionPolicy",
          "DeploymentPreference");
  private static final List<String> ATTRIBUTES =
      List.of("DependsOn", "DeletionPolicy", "Condition", "UpdateReplacePolicy", "Metadata");
  private static final Map<String, String> DEAD_LETTER_ACTIONS =
      Map.of("SQS", "sqs:SendMessage", "SNS", "sns:Publish");

  private final SamResource function;
  private final SamParameters parameters;
  private final Node.Mapping resources;
  private final SamRole role;
  private final SamPublishing publishing;
  private final Optional<Node.Mapping> updatePolicy;
  private final List<GeneratedResource> made = new ArrayList<>();

  /**
   * @param resources all of the template, which events may refer to
   * @param directory of the template, where its local code is
   * @param updatePolicy of the function's alias
   */
  SamFunction(
      SamResource function,
      SamParameters parameters,
      Node.Mapping resources,
      Path directory,
      Optional<Node.Mapping> updatePolicy) {
    this.function = function.allowing(SUPPORTED);
    this.parameters = parameters;
    this.resources = resources;
    this.publishing = new SamPublishing(function, parameters, directory);
    this.updatePolicy = updatePolicy;
    this.role = new SamRole(function, parameters, SamPolicies.known());
  }

  List<GeneratedResource> resources() {
    GeneratedResource lambda = lambda();
    made.add(lambda);
    Nodes make = lambda.make();
    Node tags = function.tags(make.object("Key", "lambda:createdBy", "Value", "SAM")).orElseThrow();
    lambda.property("Tags", tags);
    traced(lambda);
    deadLetters(lambda);
    function
        .property("Role")
        .ifPresent(
            given -> {
              refuseConditionalRole(given);
              lambda.property("Role", given);
            });
    Optional<String> name = publishing.aliasName();
    Optional<GeneratedResource> alias = name.map(given -> publish(lambda, given));
    function
        .mapping("EventInvokeConfig")
        .map(config -> (Node.Mapping) parameters.inline(config))
        .map(config -> new SamInvokeConfig(function, config, role, alias, name.orElse("$LATEST")))
        .ifPresent(config -> made.addAll(config.resources()));
    role.allowWritten();
    sortedEvents().forEach(event -> made.addAll(event(alias.orElse(lambda), event)));
    if (function.property("Role").isEmpty()) {
      lambda.property("Role", make.attribute(role.logicalId(), "Arn"));
      made.add(1, role.resource(tags));
    }
    return made;
  }

  private GeneratedResource publish(GeneratedResource lambda, String name) {
    GeneratedResource version = publishing.version(lambda);
    GeneratedResource alias = publishing.alias(name, lambda, version);
    updatePolicy.ifPresent(policy -> alias.attribute("UpdatePolicy", policy));
    made.add(version);
    made.add(alias);
    return alias;
  }

  private GeneratedResource lambda() {
    Optional<String> packageType = function.property("PackageType").flatMap(Node::text);
    if (function.property("PackageType").isPresent() && !packageType.equals(Optional.of("Zip"))) {
      throw function.wrong("PackageType", "is supported as Zip only");
    }
    function.required("Runtime");
    function.required("Handler");
    return new GeneratedResource(function.logicalId(), "AWS::Lambda::Function", function.position())
        .attributes(function, ATTRIBUTES)
        .property("Code", SamLocation.code(function))
        .copy(
            function,
            "PackageType",
            "Description",
            "FunctionName",
            "Handler",
            "MemorySize",
            "Runtime",
            "Timeout",
            "Environment",
            "KmsKeyArn",
            "ReservedConcurrentExecutions",
            "Architectures",
            "EphemeralStorage",
            "LoggingConfig",
            "RecursiveLoop",
            "SnapStart");
  }

  private void traced(GeneratedResource lambda) {
    function
        .property("Tracing")
        .filter(mode -> !Node.text(parameters.inline(mode)).equals(Optional.of("Disabled")))
        .ifPresent(
            mode -> {
              lambda.property("TracingConfig", Nodes.at(mode.position()).map("Mode", mode));
              role.allowManaged(
                  parameters.partition().equals("aws")
                      ? "AWSXrayWriteOnlyAccess"
                      : "AWSXRayDaemonWriteAccess");
            });
  }

  private void deadLetters(GeneratedResource lambda) {
    Optional<Node.Mapping> queue = function.mapping("DeadLetterQueue");
    if (queue.isEmpty()) {
      return;
    }
    Optional<Node> target = queue.get().get("TargetArn");
    String action =
        queue.get().get("Type").flatMap(Node::text).map(DEAD_LETTER_ACTIONS::get).orElse(null);
    if (target.isEmpty() || action == null) {
      throw function.wrong("DeadLetterQueue", "needs TargetArn and Type, which is SQS or SNS");
    }
    Nodes make = Nodes.at(queue.get().position());
    lambda.property("DeadLetterConfig", make.map("TargetArn", target.get()));
    Node statement = make.object("Action", action, "Resource", target.get(), "Effect", "Allow");
    role.allow(
        make.object(
            "PolicyName",
            "DeadLetterQueuePolicy",
            "PolicyDocument",
            make.object("Version", "2012-10-17", "Statement", make.list(statement))));
  }

  private void refuseConditionalRole(Node given) {
    boolean maybeNone =
        Intrinsic.in(given)
            .filter(found -> found.name().equals("Fn::If"))
            .filter(
                found ->
                    found.argument() instanceof Node.Sequence list
                        && list.items().stream().anyMatch(Intrinsic::isNoValue))
            .isPresent();
    if (maybeNone) {
      throw function.wrong("Role", "with AWS::NoValue as one of two is not supported");
    }
  }

  private List<SamResource> sortedEvents() {
    List<SamResource> events = new ArrayList<>();
    function
        .mapping("Events")
        .ifPresent(
            map ->
                map.entries()
                    .forEach(
                        (name, value) -> {
                          if (!(value instanceof Node.Mapping event)) {
                            throw new TemplateException(
                                value.position(),
                                "event "
                                    + name
                                    + " of "
                                    + function.logicalId()
                                    + " is not a mapping");
                          }
                          events.add(SamResource.of(function.logicalId() + name, event));
                        }));
    events.sort(
        Comparator.comparing(
            event ->
                event
                    .property("Path")
                    .flatMap(Node::text)
                    .orElse(event.logicalId().substring(function.logicalId().length()))));
    return events;
  }

  private List<GeneratedResource> event(GeneratedResource lambda, SamResource event) {
    return switch (event.type()) {
      case "EventBridgeRule", "CloudWatchEvent", "Schedule" ->
          new SamRuleEvent(function, lambda, event).resources();
      case "DynamoDB", "SQS" -> new SamPollEvent(function, lambda, event, role).resources();
      case "Api" ->
          List.of(new SamApiEvent(function, lambda, event, parameters, resources).permission());
      default ->
          throw new TemplateException(
              event.resource().positionOf("Type"),
              "event type %s of %s is not supported".formatted(event.type(), event.logicalId()));
    };
  }
}
