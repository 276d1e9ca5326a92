package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;

/**
 * Of Cloud Control, {@code GetResource}: the properties of a resource that a stack has made, by its
 * type and physical id. Resources that were made otherwise are not found.
 */
record CloudControlService(StackRecords stacks) implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("cloudcontrolapi", "CloudApiService", "1.0");
  }

  @Override
  public void declare(Operations on) {
    on.onJson(
        "GetResource",
        Access.to("cloudformation:GetResource"),
        (call, request) ->
            resource(request.path("TypeName").asText(), request.path("Identifier").asText()));
  }

  private JsonNode resource(String type, String identifier) {
    Made made =
        stacks.all().stream()
            .flatMap(stack -> stack.resources().values().stream())
            .filter(one -> one.type().equals(type) && one.physicalId().equals(identifier))
            .findFirst()
            .orElseThrow(
                () ->
                    new Fault(
                        "ResourceNotFoundException",
                        400,
                        "Resource of type '"
                            + type
                            + "' with identifier '"
                            + identifier
                            + "' was not found."));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("TypeName", type);
    answer
        .putObject("ResourceDescription")
        .put("Identifier", identifier)
        .put("Properties", made.properties().toString());
    return answer;
  }
}
