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
 */
public record StackRecord(
    String name,
    String id,
    String status,
    Map<String, String> parameters,
    Map<String, String> outputs,
    Map<String, Made> resources) {

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
      RemovalPolicy deletionPolicy) {}

  public StackRecord {
    parameters = new LinkedHashMap<>(parameters);
    outputs = new LinkedHashMap<>(outputs);
    resources = new LinkedHashMap<>(resources);
  }

  static StackRecord fresh(String name, String id) {
    return new StackRecord(name, id, "CREATE_IN_PROGRESS", Map.of(), Map.of(), Map.of());
  }

  StackRecord with(String logicalId, Made made) {
    Map<String, Made> more = new LinkedHashMap<>(resources);
    more.put(logicalId, made);
    return new StackRecord(name, id, status, parameters, outputs, more);
  }

  StackRecord without(String logicalId) {
    Map<String, Made> fewer = new LinkedHashMap<>(resources);
    fewer.remove(logicalId);
    return new StackRecord(name, id, status, parameters, outputs, fewer);
  }

  StackRecord status(String newStatus) {
    return new StackRecord(name, id, newStatus, parameters, outputs, resources);
  }

  StackRecord done(String newStatus, Map<String, String> newParameters, Map<String, String> newOutputs) {
    return new StackRecord(name, id, newStatus, newParameters, newOutputs, resources);
  }
}
