package ecommerce.local.deploy;

import ecommerce.local.Roles;
import ecommerce.local.template.TemplateException;
import ecommerce.local.wire.Call;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Change sets: what a deployment would do is worked out when one is made, and done when it is
 * executed. What is wrong with a template beyond its form makes one that is FAILED, with the
 * reason, before anything is made. Resources of nested stacks are not listed.
 */
final class ChangeSetOperations {

  private static final String NO_CHANGES =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  private final Engine engine;
  private final StackWork work;
  private final Roles roles;
  private final ChangeSets changeSets;
  private final Operator operator;
  private final Drafting drafting;

  ChangeSetOperations(Engine engine, StackWork work, Roles roles, ChangeSets changeSets) {
    this.engine = engine;
    this.work = work;
    this.roles = roles;
    this.changeSets = changeSets;
    this.operator = new Operator(engine);
    this.drafting = new Drafting(engine);
  }

  CreateChangeSetResponse create(Call call, CreateChangeSetRequest request) {
    Requests.refuse(
        request.notificationARNs(),
        request.rollbackConfiguration(),
        null,
        null,
        request.resourceTypes());
    if (!request.resourcesToImport().isEmpty() || Requests.set(request.importExistingResources())) {
      throw Refusals.unsupported("Importing resources");
    }
    boolean creates = request.changeSetType() == ChangeSetType.CREATE;
    Optional<StackRecord> found =
        engine.stacks().find(request.stackName()).filter(stack -> !stack.deleted());
    if (!creates) {
      Operator.requireUpdatable(found.orElseThrow(() -> Refusals.absent(request.stackName())));
    } else if (found.filter(one -> one.status() != StackStatus.REVIEW_IN_PROGRESS).isPresent()) {
      throw Refusals.invalid(
          "Stack ["
              + request.stackName()
              + "] already exists and cannot be created again with the changeSet ["
              + request.changeSetName()
              + "].");
    }
    if (found.flatMap(stack -> changeSets.named(stack, request.changeSetName())).isPresent()) {
      throw new ecommerce.local.wire.Fault(
          "AlreadyExistsException",
          400,
          "ChangeSet "
              + request.changeSetName()
              + " cannot be created due to a mismatch with"
              + " existing attribute Name");
    }
    return created(request, creates, found);
  }

  private CreateChangeSetResponse created(
      CreateChangeSetRequest request, boolean creates, Optional<StackRecord> found) {
    StackRecord stack =
        found.orElseGet(() -> operator.fresh(request.stackName(), StackRecord.Settings.NONE));
    Optional<Definition> before = stack.contents().definition();
    Drafting.Wish wish =
        drafting.wish(
            drafting.text(
                request.templateBody(),
                request.templateURL(),
                request.usePreviousTemplate(),
                before),
            request.parameters(),
            request.hasTags() || before.isEmpty()
                ? Requests.tags(request.tags())
                : before.get().tags(),
            Requests.capabilities(request.capabilitiesAsStrings()),
            before);
    if (wish.summary().transforms().isEmpty()) {
      List<String> missing = missing(wish.summary().resources(), wish);
      if (!missing.isEmpty()) {
        throw Refusals.capabilities(Capabilities.refusal(missing));
      }
    }
    Optional<String> role = Requests.role(roles, request.roleARN(), engine.account().id());
    if (found.isEmpty()) {
      engine.stacks().add(stack.status(StackStatus.REVIEW_IN_PROGRESS, "User Initiated"));
      engine.events().ofStack(engine.stacks().get(stack.id()));
    }
    ChangeSetRecord changeSet = planned(request, stack, wish, creates, role);
    changeSets.put(changeSet);
    return CreateChangeSetResponse.builder().id(changeSet.id()).stackId(stack.id()).build();
  }

  private static List<String> missing(
      com.fasterxml.jackson.databind.JsonNode resources, Drafting.Wish wish) {
    return Capabilities.missing(Capabilities.of(resources).keySet(), wish.capabilities());
  }

  private ChangeSetRecord planned(
      CreateChangeSetRequest request,
      StackRecord stack,
      Drafting.Wish wish,
      boolean creates,
      Optional<String> role) {
    Definition target =
        new Definition(
            engine.texts().keep(wish.text()),
            wish.parameters(),
            List.of(),
            wish.tags(),
            wish.capabilities(),
            wish.summary().description());
    List<PlannedChange> changes = List.of();
    String failure = null;
    try {
      Draft draft = drafting.checked(stack, wish);
      target = draft.definition();
      List<String> missing = missing(draft.template().processed().path("Resources"), wish);
      Plan.Result plan =
          Plan.of(
              engine.evaluation(stack, draft.template(), target), stack, target, engine.exports());
      changes = plan.changes();
      failure =
          !missing.isEmpty() ? Capabilities.refusal(missing) : plan.nothing() ? NO_CHANGES : null;
    } catch (TemplateException | DeploymentFailed | IllegalArgumentException e) {
      failure = e.getMessage();
    }
    return new ChangeSetRecord(
        engine
            .account()
            .arn(
                "cloudformation", "changeSet/" + request.changeSetName() + "/" + UUID.randomUUID()),
        request.changeSetName(),
        stack.id(),
        creates,
        Optional.ofNullable(request.description()),
        failure == null ? ChangeSetStatus.CREATE_COMPLETE : ChangeSetStatus.FAILED,
        Optional.ofNullable(failure),
        failure == null ? ExecutionStatus.AVAILABLE : ExecutionStatus.UNAVAILABLE,
        target,
        failure == null ? changes : List.of(),
        role,
        Optional.ofNullable(request.onStackFailureAsString()).map(Ongoing.OnFailure::valueOf),
        Requests.set(request.includeNestedStacks()),
        engine.clock().instant());
  }

  ExecuteChangeSetResponse execute(Call call, ExecuteChangeSetRequest request) {
    ChangeSetRecord changeSet = find(request.changeSetName(), request.stackName());
    if (changeSet.execution() != ExecutionStatus.AVAILABLE) {
      throw new ecommerce.local.wire.Fault(
          "InvalidChangeSetStatus",
          400,
          "ChangeSet ["
              + changeSet.id()
              + "] cannot be executed in its current status of ["
              + changeSet.status()
              + "]");
    }
    Ongoing.OnFailure onFailure =
        changeSet.onFailure().orElseGet(() -> Requests.onFailure(null, request.disableRollback()));
    Optional<String> token = Optional.ofNullable(request.clientRequestToken());
    engine
        .stacks()
        .change(
            changeSet.stackId(),
            stack ->
                stack.inProgress()
                    ? stack
                    : stack.settings(
                        stack
                            .settings()
                            .with(changeSet.roleArn(), onFailure == Ongoing.OnFailure.DO_NOTHING)));
    if (changeSet.creates()) {
      operator.create(changeSet.stackId(), changeSet.target(), onFailure, token);
    } else {
      operator.update(changeSet.stackId(), changeSet.target(), onFailure, token);
    }
    changeSets.of(engine.stacks().get(changeSet.stackId())).stream()
        .filter(other -> !other.id().equals(changeSet.id()))
        .forEach(changeSets::remove);
    changeSets.put(changeSet.execution(ExecutionStatus.EXECUTE_COMPLETE));
    work.start(changeSet.stackId());
    return ExecuteChangeSetResponse.builder().build();
  }

  DescribeChangeSetResponse describe(Call call, DescribeChangeSetRequest request) {
    ChangeSetRecord changeSet = find(request.changeSetName(), request.stackName());
    return Shown.changeSet(
        changeSet,
        engine.stacks().get(changeSet.stackId()),
        Pages.of(changeSet.changes(), request.nextToken()));
  }

  ListChangeSetsResponse list(Call call, ListChangeSetsRequest request) {
    StackRecord stack =
        engine
            .stacks()
            .find(request.stackName())
            .orElseThrow(() -> Refusals.absent(request.stackName()));
    Pages<ChangeSetRecord> page = Pages.of(changeSets.of(stack), request.nextToken());
    return ListChangeSetsResponse.builder()
        .summaries(page.items().stream().map(one -> Shown.summary(one, stack)).toList())
        .nextToken(page.next())
        .build();
  }

  DeleteChangeSetResponse delete(Call call, DeleteChangeSetRequest request) {
    lookup(request.changeSetName(), request.stackName()).ifPresent(changeSets::remove);
    return DeleteChangeSetResponse.builder().build();
  }

  ChangeSetRecord find(String nameOrId, String stackName) {
    return lookup(nameOrId, stackName).orElseThrow(() -> Refusals.noChangeSet(nameOrId));
  }

  private Optional<ChangeSetRecord> lookup(String nameOrId, String stackName) {
    if (nameOrId.startsWith("arn:")) {
      return changeSets.byId(nameOrId);
    }
    if (stackName == null) {
      throw Refusals.invalid("StackName must be specified if ChangeSetName is not an ARN.");
    }
    StackRecord stack =
        engine.stacks().find(stackName).orElseThrow(() -> Refusals.absent(stackName));
    return changeSets.named(stack, nameOrId);
  }
}
