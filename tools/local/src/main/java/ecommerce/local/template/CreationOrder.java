package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Puts each resource after what it depends on. */
final class CreationOrder {

  private final SequencedMap<String, ResourceDefinition> resources;
  private final SequencedSet<String> done = new LinkedHashSet<>();
  private final SequencedSet<String> open = new LinkedHashSet<>();

  private CreationOrder(SequencedMap<String, ResourceDefinition> resources) {
    this.resources = resources;
  }

  /**
   * @throws TemplateException that names the cycle where there is one
   */
  static List<String> of(SequencedMap<String, ResourceDefinition> resources) {
    CreationOrder order = new CreationOrder(resources);
    resources.keySet().forEach(order::add);
    return List.copyOf(order.done);
  }

  private void add(String logicalId) {
    if (done.contains(logicalId)) {
      return;
    }
    ResourceDefinition resource = resources.get(logicalId);
    if (!open.add(logicalId)) {
      List<String> cycle =
          new ArrayList<>(open).subList(new ArrayList<>(open).indexOf(logicalId), open.size());
      throw new TemplateException(
          resource.position(),
          "resources depend on each other: " + String.join(" -> ", cycle) + " -> " + logicalId);
    }
    resource.dependsOn().forEach(this::add);
    open.remove(logicalId);
    done.add(logicalId);
  }
}
