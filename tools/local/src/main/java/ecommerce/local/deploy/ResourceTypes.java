package ecommerce.local.deploy;

import ecommerce.local.template.PropertyPath;
import ecommerce.local.template.RemovalPolicy;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resource types that the environment has. Refuses, before anything is made, what a template
 * wants beyond them.
 */
public final class ResourceTypes {

  private final Map<String, ResourceType> types = new HashMap<>();

  public ResourceTypes(List<ResourceType> types) {
    types.forEach(type -> this.types.put(type.name(), type));
  }

  /** To be called before the first deployment. */
  void add(ResourceType type) {
    types.put(type.name(), type);
  }

  ResourceType get(String name) {
    return types.get(name);
  }

  /** One line for each thing that is not supported: file, line and name; empty where all is. */
  List<String> refusals(Template template) {
    List<String> refusals = new ArrayList<>();
    for (ResourceDefinition resource : template.resources().values()) {
      ResourceType type = types.get(resource.type());
      if (type == null) {
        refusals.add(
            resource.position()
                + ": resource type "
                + resource.type()
                + " of "
                + resource.logicalId()
                + " is not supported");
      } else {
        refuseProperties(template, resource, type, refusals);
        refuseSnapshots(resource, refusals);
      }
    }
    return refusals;
  }

  private static void refuseSnapshots(ResourceDefinition resource, List<String> refusals) {
    if (resource.deletionPolicy() == RemovalPolicy.SNAPSHOT
        || resource.updateReplacePolicy() == RemovalPolicy.SNAPSHOT) {
      refusals.add(
          resource.position()
              + ": the policy Snapshot of "
              + resource.logicalId()
              + " is not supported: a "
              + resource.type()
              + " has no snapshots");
    }
  }

  private static void refuseProperties(
      Template template, ResourceDefinition resource, ResourceType type, List<String> refusals) {
    for (PropertyPath path : template.propertyPaths(resource.logicalId())) {
      boolean unpackaged =
          template.directory().isEmpty() && path.steps().getLast().equals("LocalPath");
      if (unpackaged || path.leaf() && !supported(type.properties(), path)) {
        refusals.add(
            path.position()
                + ": "
                + resource.type()
                + " property "
                + path.text()
                + " of "
                + resource.logicalId()
                + " is not supported");
      }
    }
  }

  /**
   * A leaf is supported where its path, or a {@code .**} around it, is; or it stands (as an
   * intrinsic) for an outer path.
   */
  private static boolean supported(Set<String> supported, PropertyPath path) {
    String pattern = path.pattern();
    if (supported.contains(pattern)) {
      return true;
    }
    for (String candidate : supported) {
      if (candidate.endsWith(".**")) {
        String outer = candidate.substring(0, candidate.length() - 3);
        if (pattern.equals(outer)
            || pattern.startsWith(outer + ".")
            || pattern.startsWith(outer + "[")) {
          return true;
        }
      }
      if (candidate.startsWith(pattern + ".") || candidate.startsWith(pattern + "[")) {
        return true;
      }
    }
    return false;
  }
}
