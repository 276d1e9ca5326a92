package ecommerce.local.wire;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** REST-XML: members in path, query, headers and body, as each field's location says. */
final class RestXmlCodec {

  private RestXmlCodec() {}

  static void read(XmlRequest request, SdkPojo builder) {
    HttpRequest http = request.http();
    for (SdkField<?> field : builder.sdkFields()) {
      switch (field.location()) {
        case PATH -> RestJsonCodec.set(field, request.bucket().orElse(null), builder);
        case GREEDY_PATH -> RestJsonCodec.set(field, request.key().orElse(null), builder);
        case QUERY_PARAM -> RestJsonCodec.query(field, request.query(), builder);
        case HEADER -> RestJsonCodec.header(field, http.headers(), builder);
        default -> payload(field, http.body(), builder);
      }
    }
  }

  private static void payload(SdkField<?> field, byte[] body, SdkPojo builder) {
    if (body.length == 0) {
      return;
    }
    if (field.marshallingType().getKnownType() == MarshallingKnownType.STRING) {
      field.set(builder, new String(body, StandardCharsets.UTF_8));
    } else {
      field.set(builder, XmlBody.read(body, field));
    }
  }

  static HttpResponse write(
      Protocol.RestXml protocol,
      String method,
      String operation,
      Streamed streamed,
      String requestId) {
    SdkPojo answer = streamed.answer();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("x-amz-request-id", List.of(requestId));
    headers.put("x-amz-id-2", List.of(requestId));
    answer.sdkFields().stream()
        .filter(field -> field.location() == MarshallLocation.HEADER)
        .forEach(field -> header(field, field.getValueOrDefault(answer), headers));
    Optional<String> body = body(protocol, operation, answer);
    body.ifPresent(
        text ->
            headers.put(
                "Content-Type",
                List.of(text.startsWith("<") ? "application/xml" : "application/json")));
    int status =
        headers.containsKey("Content-Range")
            ? 206
            : method.equals("DELETE") || operation.equals("PutBucketPolicy") ? 204 : 200;
    Optional<InputStream> bytes = streamed.bytes();
    byte[] text = body.orElse("").getBytes(StandardCharsets.UTF_8);
    return new HttpResponse(status, new Headers(headers), text, bytes);
  }

  private static void header(SdkField<?> field, Object value, Map<String, List<String>> headers) {
    if (!ShapeWriter.isSet(value)) {
      return;
    }
    String name = field.locationName();
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, text) -> headers.put(name + key, List.of(text.toString())));
      case List<?> list ->
          headers.put(
              name, List.of(String.join(",", list.stream().map(Object::toString).toList())));
      case Instant instant -> headers.put(name, List.of(timestamp(field, instant)));
      default -> headers.put(name, List.of(value.toString()));
    }
  }

  private static String timestamp(SdkField<?> field, Instant instant) {
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    return trait != null && trait.format() == TimestampFormatTrait.Format.ISO_8601
        ? instant.toString()
        : Text.rfc822(instant);
  }

  private static Optional<String> body(
      Protocol.RestXml protocol, String operation, SdkPojo answer) {
    for (SdkField<?> field : answer.sdkFields()) {
      if (field.containsTrait(PayloadTrait.class)) {
        Object value = field.getValueOrDefault(answer);
        if (value instanceof SdkPojo nested) {
          return Optional.of(QueryXml.document(field.locationName(), protocol.namespace(), nested));
        }
        // A lone string is the body itself (a policy), except where its operation has a root.
        return protocol.roots().containsKey(operation)
            ? Optional.of(
                QueryXml.text(
                    protocol.roots().get(operation), protocol.namespace(), (String) value))
            : Optional.ofNullable((String) value);
      }
    }
    return Optional.ofNullable(protocol.roots().get(operation))
        .map(root -> QueryXml.document(root, protocol.namespace(), answer));
  }
}
