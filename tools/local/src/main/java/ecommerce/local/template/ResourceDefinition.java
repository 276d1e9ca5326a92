package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A plain resource of a template, after the SAM transform and conditions, before its properties are
 * resolved.
 *
 * @param dependsOn logical ids of this template that must be there first: written in {@code
 *     DependsOn} or implied by {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub}; in the order of
 *     their appearance, each once
 * @param deletionPolicy {@link RemovalPolicy#DELETE} where none is written
 * @param updateReplacePolicy {@link RemovalPolicy#DELETE} where none is written
 * @param metadata the resource's {@code Metadata} as written, an empty object where there is none
 * @param position of the resource, for one that SAM generated of the SAM resource or event that it
 *     came from
 */
public record ResourceDefinition(
    String logicalId,
    String type,
    List<String> dependsOn,
    RemovalPolicy deletionPolicy,
    RemovalPolicy updateReplacePolicy,
    JsonNode metadata,
    Position position) {

  public ResourceDefinition {
    dependsOn = List.copyOf(dependsOn);
  }
}
