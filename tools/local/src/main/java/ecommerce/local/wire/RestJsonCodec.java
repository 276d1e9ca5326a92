package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** REST-JSON: members in path, query, headers and body, as each field's location says. */
final class RestJsonCodec {

  private RestJsonCodec() {}

  static void read(HttpRequest request, Map<String, String> path, SdkPojo builder) {
    boolean explicitPayload =
        builder.sdkFields().stream().anyMatch(field -> field.containsTrait(PayloadTrait.class));
    JsonNode body = explicitPayload ? null : JsonBody.orEmpty(request.body());
    if (body != null) {
      Shapes.fromJson(payloadMembers(body, builder), builder);
    }
    List<Entry<String, String>> query = SigV4.parameters(request.query());
    for (SdkField<?> field : builder.sdkFields()) {
      if (field.containsTrait(PayloadTrait.class)) {
        payload(field, request.body(), builder);
        continue;
      }
      switch (field.location()) {
        case PATH, GREEDY_PATH -> set(field, path.get(field.locationName()), builder);
        case QUERY_PARAM -> query(field, query, builder);
        case HEADER -> header(field, request.headers(), builder);
        default -> {}
      }
    }
  }

  private static JsonNode payloadMembers(JsonNode body, SdkPojo builder) {
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    builder.sdkFields().stream()
        .filter(
            field ->
                field.location() == MarshallLocation.PAYLOAD && object.has(field.locationName()))
        .forEach(field -> members.set(field.locationName(), object.get(field.locationName())));
    return members;
  }

  private static void payload(SdkField<?> field, byte[] body, SdkPojo builder) {
    if (field.marshallingType().getKnownType() == MarshallingKnownType.SDK_BYTES) {
      field.set(builder, SdkBytes.fromByteArray(body));
    } else if (field.marshallingType().getKnownType() == MarshallingKnownType.STRING) {
      field.set(builder, new String(body, StandardCharsets.UTF_8));
    } else if (body.length > 0) {
      field.set(builder, new ShapeReader(false).value(field, JsonBody.orEmpty(body)));
    }
  }

  static void query(SdkField<?> field, List<Entry<String, String>> query, SdkPojo builder) {
    if (field.marshallingType().getKnownType() == MarshallingKnownType.MAP) {
      field.set(builder, others(query, builder));
      return;
    }
    List<String> values =
        query.stream()
            .filter(p -> p.getKey().equals(field.locationName()))
            .map(Entry::getValue)
            .toList();
    if (values.isEmpty()) {
      return;
    }
    if (field.marshallingType().getKnownType() == MarshallingKnownType.LIST) {
      field.set(builder, new ArrayList<>(values));
    } else {
      set(field, values.getFirst(), builder);
    }
  }

  /** A map in the query takes every parameter that no other member does. */
  private static Map<String, String> others(List<Entry<String, String>> query, SdkPojo builder) {
    Map<String, String> others = new LinkedHashMap<>();
    query.forEach(parameter -> others.put(parameter.getKey(), parameter.getValue()));
    builder.sdkFields().stream()
        .filter(other -> other.location() == MarshallLocation.QUERY_PARAM)
        .forEach(other -> others.remove(other.locationName()));
    return others;
  }

  static void header(SdkField<?> field, Headers headers, SdkPojo builder) {
    if (field.marshallingType().getKnownType() != MarshallingKnownType.MAP) {
      set(field, headers.first(field.locationName()).orElse(null), builder);
      return;
    }
    String prefix = field.locationName().toLowerCase(Locale.ROOT);
    Map<String, String> values = new LinkedHashMap<>();
    headers
        .values()
        .forEach(
            (name, all) -> {
              if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), all.getFirst());
              }
            });
    field.set(builder, values);
  }

  static void set(SdkField<?> field, String text, SdkPojo builder) {
    if (text != null) {
      field.set(
          builder, new ShapeReader(true).value(field, JsonNodeFactory.instance.textNode(text)));
    }
  }

  static HttpResponse write(SdkPojo answer, String requestId) {
    int status = 200;
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-RequestId", List.of(requestId));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    byte[] payload = null;
    for (SdkField<?> field : answer.sdkFields()) {
      Object value = field.getValueOrDefault(answer);
      if (!ShapeWriter.isSet(value)) {
        continue;
      }
      if (field.containsTrait(PayloadTrait.class)) {
        payload =
            value instanceof SdkBytes bytes
                ? bytes.asByteArray()
                : ShapeWriter.node(field, value).toString().getBytes(StandardCharsets.UTF_8);
        continue;
      }
      switch (field.location()) {
        case STATUS_CODE -> status = (Integer) value;
        case HEADER ->
            headers.put(field.locationName(), List.of(ShapeWriter.node(field, value).asText()));
        default -> body.set(field.locationName(), ShapeWriter.node(field, value));
      }
    }
    boolean explicitPayload =
        answer.sdkFields().stream().anyMatch(field -> field.containsTrait(PayloadTrait.class));
    if (payload == null) {
      payload =
          explicitPayload || status == 204
              ? new byte[0]
              : body.toString().getBytes(StandardCharsets.UTF_8);
    }
    return new HttpResponse(status, new Headers(headers), payload);
  }
}
