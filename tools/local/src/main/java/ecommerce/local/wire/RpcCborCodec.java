package ecommerce.local.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Requests and answers of Smithy RPC v2 in CBOR, by the shapes' own fields. Timestamps are tagged
 * seconds.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
final class RpcCborCodec {

  private static final String NAME = "rpc-v2-cbor";
  private static final int EPOCH_SECONDS = 1;
  private static final CBORFactory CBOR = new CBORFactory();
  private static final ObjectMapper READER = new ObjectMapper(CBOR);

  private RpcCborCodec() {}

  static boolean speaks(HttpRequest request) {
    return request.headers().first("smithy-protocol").filter(NAME::equals).isPresent();
  }

  /** The operation that the path names; a path of another service names none. */
  static String operation(HttpRequest request, Protocol.RpcCbor protocol) {
    String prefix = "/service/" + protocol.shape() + "/operation/";
    if (!request.method().equals("POST") || !request.path().startsWith(prefix)) {
      throw new Fault(
          "UnknownOperationException",
          404,
          "No operation of " + protocol.signingName() + " is known for " + request.path());
    }
    return request.path().substring(prefix.length());
  }

  static <B extends SdkPojo> B read(HttpRequest request, B builder) {
    try {
      JsonNode body = request.body().length == 0 ? null : READER.readTree(request.body());
      return Shapes.fromJson(body == null ? READER.createObjectNode() : body, builder);
    } catch (JsonProcessingException e) {
      throw new Fault("SerializationException", 400, "The request body is not valid CBOR");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse answer(SdkPojo answer, String requestId) {
    return new HttpResponse(200, headers(requestId), bytes(out -> object(out, answer)));
  }

  static HttpResponse error(Protocol.RpcCbor protocol, Fault fault, String requestId) {
    byte[] body =
        bytes(
            out -> {
              out.writeStartObject();
              out.writeStringField("__type", fault.code());
              out.writeStringField("message", fault.getMessage());
              out.writeEndObject();
            });
    Headers headers = headers(requestId);
    headers.values().put("x-amzn-query-error", List.of(protocol.queryError(fault)));
    return new HttpResponse(fault.status(), headers, body);
  }

  private static Headers headers(String requestId) {
    return Headers.of(
        "Content-Type", "application/cbor", "smithy-protocol", NAME, "x-amzn-RequestId", requestId);
  }

  private interface Writing {
    void to(CBORGenerator out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = CBOR.createGenerator(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void object(CBORGenerator out, SdkPojo shape) throws IOException {
    out.writeStartObject();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (ShapeWriter.isSet(value)) {
        out.writeFieldName(field.locationName());
        value(out, field, value);
      }
    }
    out.writeEndObject();
  }

  private static void value(CBORGenerator out, SdkField<?> field, Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Number number -> out.writeNumber(number.doubleValue());
      case Instant instant -> {
        out.writeTag(EPOCH_SECONDS);
        out.writeNumber(instant.toEpochMilli() / 1000.0);
      }
      case SdkBytes bytes -> out.writeBinary(bytes.asByteArrayUnsafe());
      case SdkPojo nested -> object(out, nested);
      case List<?> list -> {
        out.writeStartArray(list, list.size());
        for (Object element : list) {
          value(out, field.getTrait(ListTrait.class).memberFieldInfo(), element);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject(map, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(entry.getKey().toString());
          value(out, field.getTrait(MapTrait.class).valueFieldInfo(), entry.getValue());
        }
        out.writeEndObject();
      }
      default -> throw new IllegalArgumentException("no CBOR for " + value.getClass());
    }
  }
}
