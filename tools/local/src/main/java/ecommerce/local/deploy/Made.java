package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.template.RemovalPolicy;
import ecommerce.local.template.ResourceDefinition;
import java.util.List;
import java.util.Map;

/**
 * A resource of a stack, as it was made or last changed.
 *
 * @param properties resolved
 * @param files hashes of the local files that the properties name
 * @param tags the stack's and its own, where its type takes tags; else empty
 * @param dependsOn logical ids; removal goes the other way
 */
record Made(
    String type,
    Resource resource,
    ObjectNode properties,
    Map<String, String> files,
    Map<String, String> tags,
    List<String> dependsOn,
    RemovalPolicy deletionPolicy,
    RemovalPolicy updateReplacePolicy) {

  static Made of(
      ResourceDefinition definition,
      Resource resource,
      Desired desired,
      Map<String, String> files,
      Map<String, String> tags) {
    return new Made(
        definition.type(),
        resource,
        desired.properties(),
        files,
        tags,
        definition.dependsOn(),
        definition.deletionPolicy(),
        definition.updateReplacePolicy());
  }

  Made with(Resource changed) {
    return new Made(
        type, changed, properties, files, tags, dependsOn, deletionPolicy, updateReplacePolicy);
  }

  String physicalId() {
    return resource.physicalId();
  }
}
