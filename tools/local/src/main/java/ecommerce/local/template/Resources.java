package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The Resources section of a plain template: what conditions leave, each with its reduced
 * properties and what it depends on.
 */
final class Resources {

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "UpdatePolicy",
          "Metadata");

  private final Conditions conditions;
  private final Scope scope;
  private final Map<String, String> leftOut = new HashMap<>();
  private final SequencedMap<String, ResourceDefinition> definitions = new LinkedHashMap<>();
  private final Map<String, Node.Mapping> properties = new HashMap<>();
  private final Map<String, Node.Mapping> updatePolicies = new HashMap<>();

  private Resources(Conditions conditions, Scope scope) {
    this.conditions = conditions;
    this.scope = scope;
  }

  static Resources of(Node.Mapping template, Conditions conditions, Scope scope) {
    Resources resources = new Resources(conditions, scope);
    Node.Mapping section = Sections.mapping(template, "Resources");
    section.entries().forEach(resources::decide);
    section
        .entries()
        .forEach((logicalId, node) -> resources.define(logicalId, (Node.Mapping) node));
    return resources;
  }

  private void decide(String logicalId, Node node) {
    Sections.requireLogicalId(logicalId, node);
    if (!(node instanceof Node.Mapping resource)) {
      throw new TemplateException(
          node.position(), "the resource " + logicalId + " is not a mapping");
    }
    if (scope.value(logicalId).isPresent()) {
      throw new TemplateException(
          node.position(), logicalId + " is the name of a parameter as well");
    }
    resource
        .entries()
        .forEach(
            (name, value) -> {
              if (!ATTRIBUTES.contains(name)) {
                throw new TemplateException(
                    value.position(), "%s of %s is not supported".formatted(name, logicalId));
              }
            });
    String condition =
        resource
            .get("Condition")
            .map(
                name ->
                    Node.text(name)
                        .orElseThrow(
                            () ->
                                new TemplateException(
                                    name.position(),
                                    "Condition of " + logicalId + " is not a name")))
            .orElse(null);
    boolean there =
        condition == null || conditions.holds(condition, resource.get("Condition").get());
    leftOut.put(logicalId, there ? null : condition);
  }

  private void define(String logicalId, Node.Mapping resource) {
    String type = SamResource.type(logicalId, resource);
    if (leftOut.get(logicalId) != null) {
      return;
    }
    Node.Mapping reduced =
        new Reduction(conditions)
            .reduceMapping(
                "Properties of " + logicalId, SamResource.properties(logicalId, resource));
    properties.put(logicalId, reduced);
    Optional<Node.Mapping> updatePolicy = updatePolicy(logicalId, type, resource);
    updatePolicy.ifPresent(policy -> updatePolicies.put(logicalId, policy));
    SequencedSet<String> dependsOn = new LinkedHashSet<>(written(logicalId, resource));
    dependsOn.addAll(dependencies(reduced));
    updatePolicy.ifPresent(policy -> dependsOn.addAll(dependencies(policy)));
    definitions.put(
        logicalId,
        new ResourceDefinition(
            logicalId,
            type,
            List.copyOf(dependsOn),
            policy(resource, "DeletionPolicy", logicalId),
            policy(resource, "UpdateReplacePolicy", logicalId),
            resource
                .get("Metadata")
                .map(Node::json)
                .orElseGet(JsonNodeFactory.instance::objectNode),
            resource.position()));
  }

  /** Of an alias that CodeDeploy updates: there is no other one here. */
  private Optional<Node.Mapping> updatePolicy(
      String logicalId, String type, Node.Mapping resource) {
    Optional<Node> written = resource.get("UpdatePolicy");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    boolean known =
        type.equals("AWS::Lambda::Alias")
            && written.get() instanceof Node.Mapping map
            && map.entries().keySet().equals(Set.of("CodeDeployLambdaAliasUpdate"));
    if (!known) {
      throw new TemplateException(
          written.get().position(),
          "UpdatePolicy of %s is supported as CodeDeployLambdaAliasUpdate of an AWS::Lambda::Alias only"
              .formatted(logicalId));
    }
    return Optional.of(
        new Reduction(conditions)
            .reduceMapping("UpdatePolicy of " + logicalId, (Node.Mapping) written.get()));
  }

  /**
   * What DependsOn names. One that a condition leaves out is no hindrance, as in CloudFormation.
   */
  private List<String> written(String logicalId, Node.Mapping resource) {
    Optional<Node> written = resource.get("DependsOn");
    List<Node> names =
        written
            .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
            .orElse(List.of());
    return names.stream()
        .map(
            node -> {
              String name =
                  Node.text(node)
                      .orElseThrow(
                          () ->
                              new TemplateException(
                                  node.position(), "DependsOn of " + logicalId + " is not a name"));
              if (!leftOut.containsKey(name)) {
                throw new TemplateException(
                    node.position(),
                    "DependsOn of %s: there is no resource %s".formatted(logicalId, name));
              }
              return name;
            })
        .filter(name -> leftOut.get(name) == null)
        .toList();
  }

  private static RemovalPolicy policy(Node.Mapping resource, String name, String logicalId) {
    return resource
        .get(name)
        .map(
            node ->
                Node.text(node)
                    .flatMap(RemovalPolicy::named)
                    .orElseThrow(
                        () ->
                            new TemplateException(
                                node.position(),
                                "%s of %s is none of Delete, Retain, RetainExceptOnCreate and Snapshot"
                                    .formatted(name, logicalId))))
        .orElse(RemovalPolicy.DELETE);
  }

  SequencedSet<String> dependencies(Node reduced) {
    return Dependencies.of(reduced, scope, leftOut);
  }

  SequencedMap<String, ResourceDefinition> definitions() {
    return java.util.Collections.unmodifiableSequencedMap(definitions);
  }

  Node.Mapping properties(String logicalId) {
    return Optional.ofNullable(properties.get(logicalId))
        .orElseThrow(() -> new IllegalArgumentException("there is no resource " + logicalId));
  }

  Optional<JsonNode> updatePolicy(String logicalId, References references) {
    return Optional.ofNullable(updatePolicies.get(logicalId))
        .map(policy -> new Resolution(scope, references).resolve(policy));
  }

  JsonNode resolved(String logicalId, References references) {
    return new Resolution(scope, references).resolve(properties(logicalId));
  }
}
