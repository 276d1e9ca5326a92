package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.template.RemovalPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack as the environment remembers it.
 *
 * @param resources by logical id, in the order in which they were made
 * @param making the logical id of a resource that is being made: there still, where the process
 *     ended meanwhile; else null
 * @param host where the environment was reached when the resources were made
 */
public record StackRecord(
    String name,
    String id,
    String status,
    Map<String, String> parameters,
    Map<String, String> outputs,
    Map<String, Made> resources,
    String making,
    String host) {

  /**
   * A resource of a stack.
   *
   * @param properties as they were resolved when it was made or last changed
   * @param files hashes of the files that the properties name
   * @param dependsOn logical ids; removal goes the other way
   */
  public record Made(
      String type,
      Resource resource,
      ObjectNode properties,
      Map<String, String> files,
      List<String> dependsOn,
      RemovalPolicy deletionPolicy) {

    Made with(Resource changed) {
      return new Made(type, changed, properties, files, dependsOn, deletionPolicy);
    }
  }

  public StackRecord {
    parameters = new LinkedHashMap<>(parameters);
    outputs = new LinkedHashMap<>(outputs);
    resources = new LinkedHashMap<>(resources);
  }

  static StackRecord fresh(String name, String id, String host) {
    return new StackRecord(
        name, id, "CREATE_IN_PROGRESS", Map.of(), Map.of(), Map.of(), null, host);
  }

  StackRecord making(String logicalId) {
    return new StackRecord(name, id, status, parameters, outputs, resources, logicalId, host);
  }

  /**
   * The same stack in an environment that is reached elsewhere now: what its resources say of their
   * addresses changes.
   */
  StackRecord at(String newHost) {
    if (host == null || host.equals(newHost)) {
      return new StackRecord(name, id, status, parameters, outputs, resources, making, newHost);
    }
    Map<String, Made> moved = new LinkedHashMap<>();
    resources.forEach(
        (logicalId, made) -> moved.put(logicalId, made.with(made.resource().moved(host, newHost))));
    return new StackRecord(name, id, status, parameters, outputs, moved, making, newHost);
  }

  StackRecord with(String logicalId, Made made) {
    Map<String, Made> more = new LinkedHashMap<>(resources);
    more.put(logicalId, made);
    return new StackRecord(name, id, status, parameters, outputs, more, null, host);
  }

  StackRecord without(String logicalId) {
    Map<String, Made> fewer = new LinkedHashMap<>(resources);
    fewer.remove(logicalId);
    return new StackRecord(name, id, status, parameters, outputs, fewer, making, host);
  }

  StackRecord status(String newStatus) {
    return new StackRecord(name, id, newStatus, parameters, outputs, resources, making, host);
  }

  StackRecord done(
      String newStatus, Map<String, String> newParameters, Map<String, String> newOutputs) {
    return new StackRecord(name, id, newStatus, newParameters, newOutputs, resources, null, host);
  }
}
