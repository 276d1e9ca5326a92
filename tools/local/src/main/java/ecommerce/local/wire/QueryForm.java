package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The parameters of the Query protocol ({@code Tags.member.1.Key=…}) as a JSON tree, guided by the
 * request's fields.
 */
final class QueryForm {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  QueryForm(String form) {
    SigV4.parameters(form)
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
  }

  String action() {
    return parameters.getOrDefault("Action", "");
  }

  ObjectNode tree(SdkPojo builder) {
    return object("", builder);
  }

  private ObjectNode object(String prefix, SdkPojo shape) {
    ObjectNode object = JSON.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      JsonNode value = value(prefix + field.locationName(), field);
      if (value != null) {
        object.set(field.memberName(), value);
      }
    }
    return object;
  }

  private JsonNode value(String name, SdkField<?> field) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    if (type == MarshallingKnownType.LIST) {
      return list(name, field.getTrait(ListTrait.class));
    }
    if (!has(name)) {
      return null;
    }
    return switch (type) {
      case SDK_POJO -> object(name + ".", field.constructor().get());
      case MAP -> map(name, field.getTrait(MapTrait.class));
      default -> JSON.textNode(parameters.get(name));
    };
  }

  private boolean has(String name) {
    return parameters.containsKey(name)
        || parameters.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
  }

  private JsonNode list(String name, ListTrait trait) {
    String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    String prefix = trait.isFlattened() ? name : name + "." + member;
    if (!has(name)) {
      return null;
    }
    ArrayNode list = JSON.arrayNode();
    for (int i = 1; has(prefix + "." + i); i++) {
      list.add(value(prefix + "." + i, trait.memberFieldInfo()));
    }
    return list;
  }

  private JsonNode map(String name, MapTrait trait) {
    String prefix = trait.isFlattened() ? name : name + ".entry";
    ObjectNode map = JSON.objectNode();
    for (int i = 1; has(prefix + "." + i); i++) {
      String key =
          parameters.get(
              prefix
                  + "."
                  + i
                  + "."
                  + (trait.keyLocationName() == null ? "key" : trait.keyLocationName()));
      if (key == null) {
        throw new Fault("MalformedInput", 400, prefix + "." + i + " has no key");
      }
      String value = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
      map.set(key, value(prefix + "." + i + "." + value, trait.valueFieldInfo()));
    }
    return map;
  }
}
