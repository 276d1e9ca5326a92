package ecommerce.local.deploy;

import ecommerce.local.template.TemplateSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * The stacks of the environment, in process. A deployment makes, changes and removes only what
 * differs from what is there; one that fails is rolled back, a stack that was never made with it
 * removed, and its reason told. One deployment of a stack at a time.
 */
public final class Stacks {

  private static final Set<String> ALL =
      Set.of(Capabilities.IAM, Capabilities.NAMED_IAM, Capabilities.AUTO_EXPAND);

  private final Engine engine;
  private final StackWork work;
  private final Operator operator;
  private final Drafting drafting;

  Stacks(Engine engine, StackWork work) {
    this.engine = engine;
    this.work = work;
    this.operator = new Operator(engine);
    this.drafting = new Drafting(engine);
  }

  /** A stack that is not deleted by its name, any by its id. */
  public Optional<StackRecord> find(String nameOrId) {
    return engine.stacks().find(nameOrId);
  }

  /** Those that are not deleted. */
  public List<StackRecord> all() {
    return engine.stacks().all().stream().filter(stack -> !stack.deleted()).toList();
  }

  /**
   * Deploys a stack, and waits for it; also for work on it that is under way.
   *
   * @return how many resources were made, changed or removed
   * @throws ecommerce.local.template.TemplateException where the template is wrong
   * @throws DeploymentFailed where something is not supported, or a resource could not be made
   */
  public int deploy(StackRequest request) {
    find(request.stackName()).map(StackRecord::id).ifPresent(work::await);
    Optional<StackRecord> present = find(request.stackName());
    StackRecord stack =
        present.orElseGet(() -> operator.fresh(request.stackName(), StackRecord.Settings.NONE));
    TemplateSource source =
        TemplateSource.file(
            request.template().toAbsolutePath(),
            new Artefacts(engine.objects(), Optional.empty()).texts());
    TemplateText text = new TemplateText(source.text(), Optional.of(source.name().toString()), "");
    Draft draft = drafting.checked(stack, wish(request, text));
    if (present.isEmpty()) {
      operator.add(stack, draft.definition(), Ongoing.OnFailure.DELETE, Optional.empty());
    } else if (planned(stack, draft).nothing()) {
      return 0;
    } else {
      operator.update(stack.id(), draft.definition(), Ongoing.OnFailure.ROLLBACK, Optional.empty());
    }
    work.start(stack.id());
    work.await(stack.id());
    StackRecord.Outcome outcome = engine.stacks().get(stack.id()).outcome();
    outcome
        .failure()
        .ifPresent(
            failure -> {
              throw new DeploymentFailed(failure, null);
            });
    return outcome.changes();
  }

  private Drafting.Wish wish(StackRequest request, TemplateText text) {
    List<Parameter> parameters =
        request.parameters().entrySet().stream()
            .map(
                entry ->
                    Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
            .toList();
    return drafting.wish(text, parameters, request.tags(), ALL, Optional.empty());
  }

  private Plan.Result planned(StackRecord stack, Draft draft) {
    Operator.requireUpdatable(stack);
    return Plan.of(
        engine.evaluation(stack, draft.template(), draft.definition()),
        stack,
        draft.definition(),
        engine.exports());
  }

  /**
   * Removes a stack and all its resources, but for those that its template wants retained.
   *
   * @throws DeploymentFailed where something could not be removed
   */
  public void delete(String name) {
    Optional<String> id = find(name).map(StackRecord::id);
    id.ifPresent(work::await);
    if (id.isPresent() && operator.delete(id.get(), Set.of(), Optional.empty())) {
      work.start(id.get());
      work.await(id.get());
      StackRecord left = engine.stacks().get(id.get());
      if (!left.deleted()) {
        throw new DeploymentFailed(name + ": " + left.reason().orElse("it is still there"), null);
      }
    }
  }
}
