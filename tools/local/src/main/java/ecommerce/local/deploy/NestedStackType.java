package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * {@code AWS::CloudFormation::Stack}: a stack in a stack, made, changed and removed with its parent
 * and on its parent's thread. It needs the capabilities that its parent was given.
 */
final class NestedStackType implements ResourceType {

  private final Engine engine;
  private final StackWork work;
  private final Operator operator;
  private final Drafting drafting;

  NestedStackType(Engine engine, StackWork work) {
    this.engine = engine;
    this.work = work;
    this.operator = new Operator(engine);
    this.drafting = new Drafting(engine);
  }

  @Override
  public String name() {
    return StackEvents.STACK;
  }

  @Override
  public Set<String> properties() {
    return Set.of("TemplateURL", "Parameters.**", "Tags[].Key", "Tags[].Value", "TimeoutInMinutes");
  }

  @Override
  public Resource create(Desired desired) {
    StackRecord parent = engine.stacks().get(desired.stackId());
    StackRecord.Settings settings =
        new StackRecord.Settings(
            Optional.of(parent.id()),
            Optional.of(parent.settings().rootId().orElse(parent.id())),
            parent.settings().roleArn(),
            desired.text("TimeoutInMinutes").map(Integer::valueOf),
            false,
            false);
    StackRecord child = operator.fresh(desired.uniqueName(128), settings);
    Definition target = draft(child, parent, desired);
    operator.add(child, target, Ongoing.OnFailure.DELETE, Optional.empty());
    work.run(child.id());
    return made(child.id(), "created");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return engine.stacks().find(desired.uniqueName(128)).map(stack -> Resource.of(stack.id()));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String id = current.physicalId();
    work.run(id);
    StackRecord child = engine.stacks().get(id);
    if (child.deleted()) {
      return made(id, "created");
    }
    StackRecord parent = engine.stacks().get(desired.stackId());
    Draft draft = drafting.checked(child, wish(child, parent, desired));
    if (!Plan.of(
            engine.evaluation(child, draft.template(), draft.definition()),
            child,
            draft.definition(),
            engine.exports())
        .nothing()) {
      operator.update(id, draft.definition(), Ongoing.OnFailure.ROLLBACK, Optional.empty());
      work.run(id);
    }
    return made(id, "updated");
  }

  private Definition draft(StackRecord child, StackRecord parent, Desired desired) {
    return drafting.checked(child, wish(child, parent, desired)).definition();
  }

  private Drafting.Wish wish(StackRecord child, StackRecord parent, Desired desired) {
    List<Parameter> parameters =
        desired.node("Parameters").stream()
            .flatMap(given -> given.properties().stream())
            .map(
                entry ->
                    Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(text(entry.getValue()))
                        .build())
            .toList();
    Set<String> capabilities =
        parent
            .ongoing()
            .flatMap(Ongoing::target)
            .or(() -> parent.contents().definition())
            .map(Definition::capabilities)
            .orElse(Set.of());
    Drafting.Wish wish =
        drafting.wish(
            template(desired),
            parameters,
            desired.tags(),
            capabilities,
            child.contents().definition());
    List<String> missing =
        Capabilities.missing(Capabilities.of(wish.summary().resources()).keySet(), capabilities);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(Capabilities.refusal(missing));
    }
    return wish;
  }

  /** In S3, or where the parent's template is a file, beside it. */
  private TemplateText template(Desired desired) {
    String url = desired.required("TemplateURL");
    if (S3Location.url(url).isEmpty() && desired.artefacts().hasFiles()) {
      String body = new String(desired.file(TextNode.valueOf(url)), StandardCharsets.UTF_8);
      return new TemplateText(body, Optional.empty(), "");
    }
    return drafting.text(null, url, false, Optional.empty());
  }

  /** Lists reach a nested stack as CloudFormation writes them: with commas. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }

  private Resource made(String id, String done) {
    StackRecord child = engine.stacks().get(id);
    if (child.status() != StackStatus.CREATE_COMPLETE
        && child.status() != StackStatus.UPDATE_COMPLETE
        && child.outcome().failure().isPresent()) {
      throw new IllegalArgumentException(
          "Embedded stack "
              + id
              + " was not successfully "
              + done
              + ": "
              + child.outcome().failure().get());
    }
    Map<String, JsonNode> outputs = new HashMap<>();
    child
        .outputs()
        .forEach((name, value) -> outputs.put("Outputs." + name, TextNode.valueOf(value)));
    return new Resource(id, outputs);
  }

  @Override
  public void delete(Resource current) {
    String id = current.physicalId();
    if (engine.stacks().find(id).isEmpty()) {
      return;
    }
    work.run(id);
    if (operator.delete(id, Set.of(), Optional.empty())) {
      work.run(id);
    }
    StackRecord child = engine.stacks().get(id);
    if (!child.deleted()) {
      throw new IllegalArgumentException(
          "Embedded stack " + id + " was not successfully deleted: " + child.reason().orElse(""));
    }
  }
}
