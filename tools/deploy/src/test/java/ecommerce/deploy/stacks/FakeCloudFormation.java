package ecommerce.deploy.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * CloudFormation as far as deploying sees it. A resource is a thing with properties; one of the
 * type {@code Broken} fails with its property {@code Because}. What takes time goes one step on
 * each time that someone looks.
 */
public final class FakeCloudFormation implements CloudFormationClient {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final class Known {
    String id;
    String name;
    String status;
    String reason;
    String template = "Resources: {}";
    List<Parameter> parameters = List.of();
    List<Tag> tags = List.of();
    String role;
    boolean terminationProtected;
    final List<StackEvent> events = new ArrayList<>();
    final Deque<Runnable> steps = new ArrayDeque<>();
  }

  private record Proposed(
      Known stack, CreateChangeSetRequest request, List<Change> changes, String failure) {}

  private final Map<String, Known> stacks = new LinkedHashMap<>();
  private final Map<String, Proposed> changeSets = new LinkedHashMap<>();
  private final Map<String, String> systemsManager;
  private final List<String> calls = new ArrayList<>();
  private int made;

  /**
   * @param systemsManager name → value
   */
  public FakeCloudFormation(Map<String, String> systemsManager) {
    this.systemsManager = systemsManager;
  }

  /** A stack that is there already, as somebody else left it. */
  public void has(String name, String status, String... thenStatuses) {
    Known stack = known(name);
    stack.status = status;
    for (String next : thenStatuses) {
      stack.steps.add(() -> stack.status = next);
    }
  }

  public void protectsAgainstTermination(String name) {
    get(name).terminationProtected = true;
  }

  /** The events of a nested stack. */
  public void happened(String stackId, StackEvent... events) {
    Known stack = known(stackId);
    stack.id = stackId;
    stack.status = "CREATE_FAILED";
    stack.events.addAll(List.of(events));
  }

  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized int changeSetsLeft() {
    return changeSets.size();
  }

  /** The role with which a stack was last deployed. */
  public synchronized Optional<String> role(String name) {
    return Optional.ofNullable(get(name).role);
  }

  public synchronized List<String> stackNames() {
    return stacks.values().stream()
        .filter(stack -> !stack.status.equals("DELETE_COMPLETE"))
        .map(stack -> stack.name)
        .toList();
  }

  @Override
  public synchronized DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    Known stack = get(request.stackName());
    if (!stack.steps.isEmpty()) {
      stack.steps.poll().run();
    }
    if (stack.status.equals("DELETE_COMPLETE") && !stack.id.equals(request.stackName())) {
      throw missing(request.stackName());
    }
    return DescribeStacksResponse.builder()
        .stacks(
            Stack.builder()
                .stackName(stack.name)
                .stackId(stack.id)
                .stackStatus(stack.status)
                .stackStatusReason(stack.reason)
                .parameters(stack.parameters)
                .tags(stack.tags)
                .enableTerminationProtection(stack.terminationProtected)
                .outputs(Output.builder().outputKey("Bucket").outputValue("artefacts").build())
                .build())
        .build();
  }

  @Override
  public synchronized GetTemplateResponse getTemplate(GetTemplateRequest request) {
    return GetTemplateResponse.builder().templateBody(get(request.stackName()).template).build();
  }

  @Override
  public synchronized CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
    boolean create = request.changeSetType() == ChangeSetType.CREATE;
    calls.add((create ? "create " : "update ") + request.stackName());
    Known stack;
    if (create) {
      stack = find(request.stackName());
      if (stack == null) {
        stack = known(request.stackName());
        stack.status = "REVIEW_IN_PROGRESS";
      } else if (!stack.status.equals("REVIEW_IN_PROGRESS")) {
        throw fault("AlreadyExistsException", "Stack " + stack.name + " already exists");
      }
    } else {
      stack = get(request.stackName());
    }
    List<Change> changes = changes(read(stack.template), read(request.templateBody()));
    boolean same =
        changes.isEmpty()
            && stack.tags.equals(List.copyOf(request.tags()))
            && stack.parameters.equals(parameters(request));
    String id = "arn:aws:cloudformation:::changeSet/" + ++made;
    String failure =
        same
            ? "The submitted information didn't contain changes. Submit different information"
            : null;
    changeSets.put(id, new Proposed(stack, request, changes, failure));
    return CreateChangeSetResponse.builder().id(id).stackId(stack.id).build();
  }

  @Override
  public synchronized DescribeChangeSetResponse describeChangeSet(
      DescribeChangeSetRequest request) {
    Proposed proposed = changeSets.get(request.changeSetName());
    return DescribeChangeSetResponse.builder()
        .status(
            proposed.failure() == null ? ChangeSetStatus.CREATE_COMPLETE : ChangeSetStatus.FAILED)
        .statusReason(proposed.failure())
        .changes(proposed.changes())
        .build();
  }

  @Override
  public synchronized DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
    changeSets.remove(request.changeSetName());
    return DeleteChangeSetResponse.builder().build();
  }

  @Override
  public synchronized ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
    Proposed proposed = changeSets.remove(request.changeSetName());
    Known stack = proposed.stack();
    String verb = stack.status.equals("REVIEW_IN_PROGRESS") ? "CREATE" : "UPDATE";
    calls.add("execute " + stack.name);
    stack.status = verb + "_IN_PROGRESS";
    event(stack, stack.name, StackEvents.STACK, stack.id, verb + "_IN_PROGRESS", "User Initiated");
    List<Runnable> steps = new ArrayList<>();
    boolean broken = false;
    for (Map.Entry<String, JsonNode> resource :
        read(proposed.request().templateBody()).properties()) {
      String type = resource.getValue().path("Type").asText();
      JsonNode properties = resource.getValue().path("Properties");
      boolean fails = properties.has("Because");
      String physicalId =
          properties.path("PhysicalId").asText(stack.name + "-" + resource.getKey());
      String status = verb + (fails || broken ? "_FAILED" : "_COMPLETE");
      String reason =
          fails
              ? properties.path("Because").asText()
              : broken ? "Resource creation cancelled" : null;
      broken |= fails;
      steps.add(() -> event(stack, resource.getKey(), type, physicalId, status, reason));
    }
    if (proposed.changes().stream()
        .anyMatch(c -> c.resourceChange().resourceType().equals("Slow"))) {
      steps.add(() -> {});
    }
    String end =
        broken
            ? (verb.equals("CREATE") ? "" : "UPDATE_") + "ROLLBACK_COMPLETE"
            : verb + "_COMPLETE";
    steps.add(
        () -> {
          stack.status = end;
          if (end.equals(verb + "_COMPLETE")) {
            stack.template = proposed.request().templateBody();
            stack.parameters = parameters(proposed.request());
            stack.tags = List.copyOf(proposed.request().tags());
            stack.role = proposed.request().roleARN();
          }
          event(stack, stack.name, StackEvents.STACK, stack.id, end, null);
        });
    stack.steps.addAll(steps);
    return ExecuteChangeSetResponse.builder().build();
  }

  @Override
  public synchronized DeleteStackResponse deleteStack(DeleteStackRequest request) {
    Known stack = get(request.stackName());
    calls.add("delete " + stack.name);
    stack.status = "DELETE_IN_PROGRESS";
    event(stack, stack.name, StackEvents.STACK, stack.id, "DELETE_IN_PROGRESS", "User Initiated");
    for (Map.Entry<String, JsonNode> resource : read(stack.template).properties()) {
      if (resource.getValue().path("Properties").has("Stays")) {
        String because = resource.getValue().path("Properties").path("Stays").asText();
        stack.steps.add(
            () -> {
              event(stack, resource.getKey(), "Thing", "x", "DELETE_FAILED", because);
              stack.status = "DELETE_FAILED";
            });
        return DeleteStackResponse.builder().build();
      }
    }
    stack.steps.add(() -> stack.status = "DELETE_COMPLETE");
    return DeleteStackResponse.builder().build();
  }

  @Override
  public synchronized DescribeStackEventsResponse describeStackEvents(
      DescribeStackEventsRequest request) {
    return DescribeStackEventsResponse.builder()
        .stackEvents(get(request.stackName()).events.reversed())
        .build();
  }

  @Override
  public synchronized ListStackResourcesResponse listStackResources(
      ListStackResourcesRequest request) {
    Known stack = get(request.stackName());
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(
            read(stack.template).properties().stream()
                .map(
                    resource ->
                        StackResourceSummary.builder()
                            .resourceType(resource.getValue().path("Type").asText())
                            .physicalResourceId(stack.name + "-" + resource.getKey())
                            .build())
                .toList())
        .build();
  }

  @Override
  public String serviceName() {
    return "cloudformation";
  }

  @Override
  public void close() {}

  private List<Parameter> parameters(CreateChangeSetRequest request) {
    List<Parameter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> declared :
        tree(request.templateBody()).path("Parameters").properties()) {
      String value =
          request.parameters().stream()
              .filter(given -> given.parameterKey().equals(declared.getKey()))
              .map(Parameter::parameterValue)
              .findFirst()
              .orElse(declared.getValue().path("Default").asText());
      boolean named = declared.getValue().path("Type").asText().startsWith("AWS::SSM");
      all.add(
          Parameter.builder()
              .parameterKey(declared.getKey())
              .parameterValue(value)
              .resolvedValue(named ? systemsManager.get(value) : null)
              .build());
    }
    return all;
  }

  private static List<Change> changes(JsonNode before, JsonNode after) {
    TreeSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      if (!before.path(name).equals(after.path(name))) {
        ChangeAction action =
            !before.has(name)
                ? ChangeAction.ADD
                : after.has(name) ? ChangeAction.MODIFY : ChangeAction.REMOVE;
        String type = (after.has(name) ? after : before).path(name).path("Type").asText();
        changes.add(
            Change.builder()
                .resourceChange(r -> r.action(action).logicalResourceId(name).resourceType(type))
                .build());
      }
    }
    return changes;
  }

  private void event(
      Known stack, String logicalId, String type, String physicalId, String status, String reason) {
    stack.events.add(
        StackEvent.builder()
            .eventId(stack.id + "/" + stack.events.size())
            .stackId(stack.id)
            .stackName(stack.name)
            .logicalResourceId(logicalId)
            .physicalResourceId(physicalId)
            .resourceType(type)
            .resourceStatus(status)
            .resourceStatusReason(reason)
            .timestamp(Instant.EPOCH.plusSeconds(stack.events.size()))
            .build());
  }

  private static JsonNode read(String template) {
    return tree(template).path("Resources");
  }

  private static JsonNode tree(String template) {
    try {
      return YAML.readTree(template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Known known(String name) {
    Known stack = new Known();
    stack.name = name;
    stack.id = "arn:aws:cloudformation:eu-west-1:1:stack/" + name + "/" + ++made;
    stacks.put(stack.id, stack);
    return stack;
  }

  private Known find(String nameOrId) {
    Known found = null;
    for (Known stack : stacks.values()) {
      if (stack.id.equals(nameOrId)
          || stack.name.equals(nameOrId) && !stack.status.equals("DELETE_COMPLETE")) {
        found = stack;
      }
    }
    return found;
  }

  private Known get(String nameOrId) {
    Known stack = find(nameOrId);
    if (stack == null) {
      throw missing(nameOrId);
    }
    return stack;
  }

  private static AwsServiceFault missing(String name) {
    return fault("ValidationError", "Stack with id " + name + " does not exist");
  }

  private static AwsServiceFault fault(String code, String message) {
    return new AwsServiceFault(code, message);
  }

  private static final class AwsServiceFault extends CloudFormationException {

    private static final long serialVersionUID = 1L;

    AwsServiceFault(String code, String message) {
      super(
          CloudFormationException.builder()
              .message(message)
              .statusCode(400)
              .awsErrorDetails(
                  AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()));
    }
  }
}
