package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.Endpoints;
import ecommerce.local.template.References;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a template wants, resolved for one stack: its resources one by one, and its outputs. */
final class Evaluation {

  /** A resource as it is wanted, ready to be compared with what is there. */
  record Wanted(
      ResourceDefinition definition,
      ResourceType type,
      Desired desired,
      Map<String, String> files,
      Map<String, String> tags) {

    Made made(Resource resource) {
      return Made.of(definition, resource, desired, files, tags);
    }

    Wanted abandonedWhen(BooleanSupplier said) {
      return new Wanted(definition, type, desired.abandonedWhen(said), files, tags);
    }

    boolean sameThing(Made present) {
      return present.properties().equals(desired.properties())
          && present.files().equals(files)
          && present.tags().equals(tags);
    }
  }

  private final Template template;
  private final StackRecord stack;
  private final Map<String, String> tags;
  private final ResourceTypes types;
  private final Endpoints endpoints;
  private final Artefacts artefacts;

  Evaluation(
      Template template,
      StackRecord stack,
      Map<String, String> tags,
      ResourceTypes types,
      Endpoints endpoints,
      Artefacts artefacts) {
    this.template = template;
    this.stack = stack;
    this.tags = tags;
    this.types = types;
    this.endpoints = endpoints;
    this.artefacts = artefacts;
  }

  Template template() {
    return template;
  }

  Wanted wanted(String logicalId, References references) {
    ResourceDefinition definition = template.resources().get(logicalId);
    ResourceType type = types.get(definition.type());
    ObjectNode properties = (ObjectNode) localised(template.properties(logicalId, references));
    Desired desired =
        new Desired(
            logicalId,
            properties,
            stack.name(),
            stack.id(),
            artefacts,
            Tagged.tags(tags, properties),
            template.updatePolicy(logicalId, references),
            () -> false);
    return new Wanted(
        definition,
        type,
        desired,
        template.directory().map(folder -> Files.hashes(folder, properties)).orElse(Map.of()),
        Tagged.takes(type) ? desired.tags() : Map.of());
  }

  List<StackOutput> outputs(References references) {
    Map<String, StackOutput> outputs = new LinkedHashMap<>();
    template
        .outputs(references)
        .forEach(
            (name, output) ->
                outputs.put(
                    name,
                    new StackOutput(
                        name,
                        endpoints.localised(output.value().asText()),
                        output.description(),
                        output.exportName())));
    return List.copyOf(outputs.values());
  }

  /** AWS endpoints of this environment become local addresses, wherever a template puts them. */
  private JsonNode localised(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> TextNode.valueOf(endpoints.localised(node.textValue()));
      case ARRAY -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        node.forEach(element -> list.add(localised(element)));
        yield list;
      }
      case OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties()
            .forEach(property -> object.set(property.getKey(), localised(property.getValue())));
        yield object;
      }
      default -> node;
    };
  }
}
