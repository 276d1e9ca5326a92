package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.Endpoints;
import ecommerce.local.store.Collection;
import ecommerce.local.template.References;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.Template;
import ecommerce.local.template.TemplateException;
import ecommerce.local.wire.Faults;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One deployment of one stack: what is new is made, what differs is changed or replaced, what is
 * gone is removed.
 */
final class Deployment {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudformation");

  private final StackRequest request;
  private final Template template;
  private final ResourceTypes types;
  private final Endpoints endpoints;
  private final Collection<StackRecord> records;
  private final boolean update;
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> cleanup = new ArrayList<>();
  private StackRecord stack;
  private int changes;

  Deployment(
      StackRequest request,
      Template template,
      StackRecord stack,
      ResourceTypes types,
      Endpoints endpoints,
      Collection<StackRecord> records) {
    this.request = request;
    this.template = template;
    this.stack = stack;
    this.types = types;
    this.endpoints = endpoints;
    this.records = records;
    this.update = !stack.resources().isEmpty();
  }

  int run() {
    StackRecord before = stack.making(null);
    for (String logicalId : template.creationOrder()) {
      try {
        deploy(template.resources().get(logicalId));
      } catch (RuntimeException e) {
        rollBack(before);
        throw failure(logicalId, e);
      }
    }
    Map<String, String> outputs = outputs(before);
    cleanup.forEach(this::attempt);
    removeVanished();
    stack =
        stack.done(update ? "UPDATE_COMPLETE" : "CREATE_COMPLETE", request.parameters(), outputs);
    records.put(stack.name(), stack);
    return changes;
  }

  private Map<String, String> outputs(StackRecord before) {
    Map<String, String> outputs = new LinkedHashMap<>();
    try {
      template
          .outputs(references())
          .forEach(
              (name, output) -> outputs.put(name, endpoints.localised(output.value().asText())));
    } catch (RuntimeException e) {
      rollBack(before);
      throw e instanceof TemplateException
          ? e
          : new DeploymentFailed("the outputs of " + stack.name() + ": " + e.getMessage(), e);
    }
    return outputs;
  }

  /** What a deployment leaves behind does not undo it. */
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("stack {} left something behind", stack.name(), e);
    }
  }

  private void deploy(ResourceDefinition resource) {
    String logicalId = resource.logicalId();
    ObjectNode properties = (ObjectNode) localised(template.properties(logicalId, references()));
    Map<String, String> files = Files.hashes(template.directory(), properties);
    StackRecord.Made present = stack.resources().get(logicalId);
    if (present != null
        && present.type().equals(resource.type())
        && present.properties().equals(properties)
        && present.files().equals(files)) {
      keep(
          logicalId,
          new StackRecord.Made(
              present.type(),
              present.resource(),
              properties,
              files,
              resource.dependsOn(),
              resource.deletionPolicy()));
      return;
    }
    changes++;
    ResourceType type = types.get(resource.type());
    Desired desired =
        new Desired(
            logicalId,
            properties,
            stack.name(),
            stack.id(),
            template.directory(),
            request.tagsOf(properties),
            template.updatePolicy(logicalId, references()));
    Resource made =
        present == null
                || !present.type().equals(resource.type())
                || mustReplace(type, present, properties)
            ? create(type, desired, present)
            : change(type, desired, present);
    keep(
        logicalId,
        new StackRecord.Made(
            resource.type(),
            made,
            properties,
            files,
            resource.dependsOn(),
            resource.deletionPolicy()));
  }

  private Resource create(ResourceType type, Desired desired, StackRecord.Made replaced) {
    boolean interrupted = desired.logicalId().equals(stack.making());
    stack = stack.making(desired.logicalId());
    records.put(stack.name(), stack);
    Resource made = interrupted ? createOrTakeUp(type, desired) : type.create(desired);
    undo.push(() -> type.delete(made));
    if (replaced != null) {
      cleanup.add(() -> types.get(replaced.type()).delete(replaced.resource()));
    }
    return made;
  }

  /** What an interrupted deployment may have made already. */
  private static Resource createOrTakeUp(ResourceType type, Desired desired) {
    try {
      return type.create(desired);
    } catch (RuntimeException e) {
      Resource planned = type.planned(desired).orElseThrow(() -> e);
      try {
        return type.update(desired, planned);
      } catch (RuntimeException other) {
        e.addSuppressed(other);
        throw e;
      }
    }
  }

  private Resource change(ResourceType type, Desired desired, StackRecord.Made present) {
    Desired former =
        new Desired(
            desired.logicalId(),
            present.properties(),
            stack.name(),
            stack.id(),
            template.directory(),
            request.tagsOf(present.properties()));
    undo.push(() -> type.update(former, present.resource()));
    return type.update(desired, present.resource());
  }

  private static boolean mustReplace(
      ResourceType type, StackRecord.Made present, ObjectNode properties) {
    return type.immutable().stream()
        .anyMatch(name -> !Objects.equals(present.properties().get(name), properties.get(name)));
  }

  private void removeVanished() {
    Removal removal = new Removal(types, records);
    for (String logicalId : new ArrayList<>(stack.resources().keySet()).reversed()) {
      if (!template.resources().containsKey(logicalId)) {
        changes++;
        try {
          stack = removal.remove(stack, logicalId);
        } catch (RuntimeException e) {
          throw new DeploymentFailed(
              logicalId
                  + " of "
                  + stack.name()
                  + " cannot be removed: "
                  + Faults.of(e).getMessage(),
              e);
        }
      }
    }
  }

  private void keep(String logicalId, StackRecord.Made made) {
    if (made.equals(stack.resources().get(logicalId))) {
      return;
    }
    stack =
        stack.with(logicalId, made).status(update ? "UPDATE_IN_PROGRESS" : "CREATE_IN_PROGRESS");
    records.put(stack.name(), stack);
  }

  private void rollBack(StackRecord before) {
    undo.forEach(this::attempt);
    if (update) {
      records.put(before.name(), before.status("UPDATE_ROLLBACK_COMPLETE"));
    } else {
      records.remove(before.name());
    }
  }

  private RuntimeException failure(String logicalId, RuntimeException e) {
    if (e instanceof TemplateException) {
      return e;
    }
    ResourceDefinition resource = template.resources().get(logicalId);
    String reason =
        e instanceof IllegalArgumentException ? e.getMessage() : Faults.of(e).getMessage();
    return new DeploymentFailed(
        resource.position()
            + ": "
            + resource.type()
            + " "
            + logicalId
            + " of "
            + stack.name()
            + ": "
            + reason,
        e);
  }

  private References references() {
    return new References() {
      @Override
      public String ref(String logicalId) {
        return made(logicalId).physicalId();
      }

      @Override
      public JsonNode attribute(String logicalId, String name) {
        JsonNode value = made(logicalId).attributes().get(name);
        if (value == null) {
          throw new IllegalArgumentException(
              logicalId + " has no attribute " + name + " that is supported");
        }
        return value;
      }

      private Resource made(String logicalId) {
        StackRecord.Made made = stack.resources().get(logicalId);
        if (made == null) {
          throw new IllegalArgumentException(logicalId + " is not made yet");
        }
        return made.resource();
      }
    };
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
