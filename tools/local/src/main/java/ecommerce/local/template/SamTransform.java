package ecommerce.local.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The transform {@code AWS::Serverless-2016-10-31}: resources of SAM become plain ones, in their
 * place. A template without it is left as it is; other transforms are refused.
 */
final class SamTransform {

  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final String PREFIX = "AWS::Serverless::";

  private final SamParameters parameters;
  private final Path directory;
  private final SamReferences references = new SamReferences();
  private final Map<String, String> functionNames = new LinkedHashMap<>();
  private final SamDeployments deployments;

  private SamTransform(SamParameters parameters, Path directory) {
    this.parameters = parameters;
    this.directory = directory;
    this.deployments = new SamDeployments(parameters.partition());
  }

  static Node.Mapping transformed(Node.Mapping template, SamParameters parameters, Path directory) {
    return new SamTransform(parameters, directory).transformed(template);
  }

  private Node.Mapping transformed(Node.Mapping template) {
    Optional<Node> transform = template.get("Transform");
    if (transform.isEmpty()) {
      template
          .get("Globals")
          .ifPresent(
              globals -> {
                throw new TemplateException(
                    globals.position(), "Globals need the Transform " + SAM);
              });
      return template;
    }
    Node given =
        transform.get() instanceof Node.Sequence list && list.items().size() == 1
            ? list.items().getFirst()
            : transform.get();
    if (!Node.text(given).equals(Optional.of(SAM))) {
      throw new TemplateException(given.position(), "Transform is supported as " + SAM + " only");
    }
    Node.Mapping resources = Sections.mapping(template, "Resources");
    SequencedMap<String, SamResource> mine = samResources(resources, SamGlobals.of(template));
    mine.values().forEach(this::collectFunctionNames);
    SequencedMap<String, Node> plain = new LinkedHashMap<>();
    resources
        .entries()
        .forEach(
            (logicalId, resource) -> {
              SamResource origin = mine.get(logicalId);
              if (origin == null) {
                put(plain, logicalId, resource, resource);
                return;
              }
              List<GeneratedResource> made = made(origin, template, resources);
              references.add(origin, made);
              made.forEach(
                  one -> {
                    if (resources.get(one.logicalId()).isPresent()
                        && !one.logicalId().equals(logicalId)) {
                      throw new TemplateException(
                          resource.position(),
                          "%s makes the resource %s, which is there already in %s"
                              .formatted(
                                  logicalId,
                                  one.logicalId(),
                                  resources.positionOf(one.logicalId())));
                    }
                    put(plain, one.logicalId(), one.node(), resource);
                  });
            });
    deployments.resources().forEach(one -> put(plain, one.logicalId(), one.node(), resources));
    Node.Mapping result =
        deployments
            .conditioned(template)
            .without("Transform")
            .without("Globals")
            .with("Resources", new Node.Mapping(resources.position(), plain));
    return (Node.Mapping) references.resolved(result);
  }

  private static void put(
      SequencedMap<String, Node> plain, String logicalId, Node made, Node origin) {
    Node other = plain.put(logicalId, made);
    if (other != null && !other.json().equals(made.json())) {
      throw new TemplateException(
          origin.position(),
          "the resource %s is made twice, also for %s".formatted(logicalId, other.position()));
    }
  }

  private static SequencedMap<String, SamResource> samResources(
      Node.Mapping resources, SamGlobals globals) {
    SequencedMap<String, SamResource> mine = new LinkedHashMap<>();
    resources
        .entries()
        .forEach(
            (logicalId, resource) -> {
              if (resource instanceof Node.Mapping map
                  && map.get("Type")
                      .flatMap(Node::text)
                      .filter(type -> type.startsWith(PREFIX))
                      .isPresent()) {
                Sections.requireLogicalId(logicalId, resource);
                mine.put(logicalId, globals.merge(SamResource.of(logicalId, map)));
              }
            });
    return mine;
  }

  private List<GeneratedResource> made(
      SamResource origin, Node.Mapping template, Node.Mapping resources) {
    return switch (origin.type()) {
      case SamFunction.TYPE -> {
        Optional<Node.Mapping> policy =
            SamPreference.of(origin, parameters, Sections.mapping(template, "Mappings"))
                .map(deployments::add);
        yield new SamFunction(origin, parameters, resources, directory, policy).resources();
      }
      case SamApplication.TYPE -> SamApplication.resources(origin);
      case SamApi.TYPE ->
          new SamApi(origin, directory)
              .resources(functionNames.getOrDefault(origin.logicalId(), ""));
      case SamSimpleTable.TYPE -> SamSimpleTable.resources(origin);
      default ->
          throw new TemplateException(
              origin.resource().positionOf("Type"),
              "%s of %s is not supported".formatted(origin.type(), origin.logicalId()));
    };
  }

  private void collectFunctionNames(SamResource resource) {
    Optional<Node> name = resource.property("FunctionName");
    if (!resource.type().equals(SamFunction.TYPE) || name.isEmpty()) {
      return;
    }
    Node resolved = parameters.inline(name.get());
    String text = Node.text(resolved).orElseGet(() -> new Python27().text(resolved));
    resource
        .mapping("Events")
        .ifPresent(
            events ->
                events.entries().values().stream()
                    .filter(Node.Mapping.class::isInstance)
                    .map(Node.Mapping.class::cast)
                    .filter(
                        event -> event.get("Type").flatMap(Node::text).equals(Optional.of("Api")))
                    .flatMap(event -> event.get("Properties").stream())
                    .filter(Node.Mapping.class::isInstance)
                    .map(Node.Mapping.class::cast)
                    .flatMap(
                        properties ->
                            properties.get("RestApiId").flatMap(SamApiEvent::apiId).stream())
                    .forEach(api -> functionNames.merge(api, text, String::concat)));
  }
}
