package ecommerce.local.deploy;

import ecommerce.local.Roles;
import ecommerce.local.wire.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/**
 * The operations that change stacks without a change set. They answer once the work has begun; a
 * deletion, when it is done, if that is soon.
 */
final class StackOperations {

  /**
   * SAM CLI and AWS CLI look once when a deletion has been answered, and then not for 30 seconds.
   */
  private static final Duration QUICK = Duration.ofSeconds(2);

  private final Engine engine;
  private final StackWork work;
  private final Roles roles;
  private final Operator operator;
  private final Drafting drafting;

  StackOperations(Engine engine, StackWork work, Roles roles) {
    this.engine = engine;
    this.work = work;
    this.roles = roles;
    this.operator = new Operator(engine);
    this.drafting = new Drafting(engine);
  }

  CreateStackResponse create(Call call, CreateStackRequest request) {
    Requests.refuse(
        request.notificationARNs(),
        request.rollbackConfiguration(),
        request.stackPolicyBody(),
        request.stackPolicyURL(),
        request.resourceTypes());
    if (engine.stacks().find(request.stackName()).isPresent()) {
      throw Refusals.exists(request.stackName());
    }
    Ongoing.OnFailure onFailure =
        Requests.onFailure(request.onFailureAsString(), request.disableRollback());
    StackRecord fresh =
        operator.fresh(
            request.stackName(),
            new StackRecord.Settings(
                Optional.empty(),
                Optional.empty(),
                Requests.role(roles, request.roleARN(), engine.account().id()),
                Optional.ofNullable(request.timeoutInMinutes()),
                onFailure == Ongoing.OnFailure.DO_NOTHING,
                Requests.set(request.enableTerminationProtection())));
    Drafting.Wish wish =
        drafting.wish(
            drafting.text(request.templateBody(), request.templateURL(), false, Optional.empty()),
            request.parameters(),
            Requests.tags(request.tags()),
            Requests.capabilities(request.capabilitiesAsStrings()),
            Optional.empty());
    Draft draft = checked(fresh, wish);
    operator.add(
        fresh, draft.definition(), onFailure, Optional.ofNullable(request.clientRequestToken()));
    work.start(fresh.id());
    return CreateStackResponse.builder().stackId(fresh.id()).build();
  }

  UpdateStackResponse update(Call call, UpdateStackRequest request) {
    Requests.refuse(
        request.notificationARNs(),
        request.rollbackConfiguration(),
        request.stackPolicyBody(),
        request.stackPolicyURL(),
        request.resourceTypes());
    StackRecord stack =
        engine
            .stacks()
            .find(request.stackName())
            .filter(found -> !found.deleted())
            .orElseThrow(() -> Refusals.absent(request.stackName()));
    Operator.requireUpdatable(stack);
    Optional<Definition> before = stack.contents().definition();
    Optional<String> role = Requests.role(roles, request.roleARN(), engine.account().id());
    Drafting.Wish wish =
        drafting.wish(
            drafting.text(
                request.templateBody(),
                request.templateURL(),
                request.usePreviousTemplate(),
                before),
            request.parameters(),
            request.hasTags()
                ? Requests.tags(request.tags())
                : before.map(Definition::tags).orElseThrow(),
            Requests.capabilities(request.capabilitiesAsStrings()),
            before);
    Draft draft = checked(stack, wish);
    Plan.Result plan =
        Drafting.refusing(
            () ->
                Plan.of(
                    engine.evaluation(stack, draft.template(), draft.definition()),
                    stack,
                    draft.definition(),
                    engine.exports()));
    if (plan.nothing()) {
      throw Refusals.invalid("No updates are to be performed.");
    }
    engine
        .stacks()
        .change(
            stack.id(),
            now ->
                now.settings(now.settings().with(role, Requests.set(request.disableRollback()))));
    operator.update(
        stack.id(),
        draft.definition(),
        Ongoing.OnFailure.ROLLBACK,
        Optional.ofNullable(request.clientRequestToken()));
    work.start(stack.id());
    return UpdateStackResponse.builder().stackId(stack.id()).build();
  }

  /** Everything is known here, so what is missing is refused at once: also for transforms. */
  private Draft checked(StackRecord stack, Drafting.Wish wish) {
    Draft draft = Drafting.refusing(() -> drafting.checked(stack, wish));
    Set<String> needed =
        new TreeSet<>(Capabilities.of(draft.template().processed().path("Resources")).keySet());
    if (!wish.summary().transforms().isEmpty()) {
      needed.add(Capabilities.AUTO_EXPAND);
    }
    List<String> missing = Capabilities.missing(needed, wish.capabilities());
    if (!missing.isEmpty()) {
      throw Refusals.capabilities(Capabilities.refusal(missing));
    }
    return draft;
  }

  DeleteStackResponse delete(Call call, DeleteStackRequest request) {
    Requests.role(roles, request.roleARN(), engine.account().id());
    engine
        .stacks()
        .find(request.stackName())
        .ifPresent(
            stack -> {
              if (stack.settings().parentId().isPresent()) {
                throw Refusals.invalid(
                    "Nested stack " + stack.id() + " is deleted with its root stack");
              }
              if (operator.delete(
                  stack.id(),
                  Set.copyOf(request.retainResources()),
                  Optional.ofNullable(request.clientRequestToken()))) {
                work.start(stack.id());
                work.await(stack.id(), QUICK);
              }
            });
    return DeleteStackResponse.builder().build();
  }

  CancelUpdateStackResponse cancel(Call call, CancelUpdateStackRequest request) {
    StackRecord stack = live(request.stackName());
    if (stack.status() != StackStatus.UPDATE_IN_PROGRESS) {
      throw Refusals.invalid(
          "CancelUpdateStack cannot be called from current stack status: " + stack.status());
    }
    work.cancel(stack.id());
    return CancelUpdateStackResponse.builder().build();
  }

  ContinueUpdateRollbackResponse continueRollback(
      Call call, ContinueUpdateRollbackRequest request) {
    StackRecord stack = live(request.stackName());
    if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
      throw Refusals.state(stack, "rolled back");
    }
    operator.rollBack(
        stack.id(),
        Set.copyOf(request.resourcesToSkip()),
        Optional.ofNullable(request.clientRequestToken()));
    work.start(stack.id());
    return ContinueUpdateRollbackResponse.builder().build();
  }

  RollbackStackResponse rollBack(Call call, RollbackStackRequest request) {
    StackRecord stack = live(request.stackName());
    operator.rollBack(stack.id(), Set.of(), Optional.ofNullable(request.clientRequestToken()));
    work.start(stack.id());
    return RollbackStackResponse.builder().stackId(stack.id()).build();
  }

  UpdateTerminationProtectionResponse protect(
      Call call, UpdateTerminationProtectionRequest request) {
    StackRecord stack = live(request.stackName());
    engine
        .stacks()
        .change(
            stack.id(),
            now ->
                now.settings(
                    now.settings().protectedFromDeletion(request.enableTerminationProtection())));
    return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
  }

  private StackRecord live(String name) {
    return engine
        .stacks()
        .find(name)
        .filter(found -> !found.deleted())
        .orElseThrow(() -> Refusals.absent(name));
  }
}
