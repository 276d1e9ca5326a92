package ecommerce.local.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Answers of the Query protocol. */
final class QueryXml {

  private final StringBuilder xml = new StringBuilder();

  private QueryXml() {}

  static String answer(
      Protocol.Query protocol, String operation, SdkPojo answer, String requestId) {
    QueryXml out = new QueryXml();
    out.xml
        .append("<")
        .append(operation)
        .append("Response xmlns=\"")
        .append(protocol.namespace())
        .append("\">");
    out.xml.append("<").append(operation).append("Result>");
    out.members(answer);
    out.xml.append("</").append(operation).append("Result>");
    out.xml
        .append("<ResponseMetadata><RequestId>")
        .append(requestId)
        .append("</RequestId></ResponseMetadata>");
    return out.xml.append("</").append(operation).append("Response>").toString();
  }

  /** A document of a structure's members that go into bodies. */
  static String document(String root, String namespace, SdkPojo answer) {
    QueryXml out = new QueryXml();
    out.xml
        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
        .append(root)
        .append(" xmlns=\"")
        .append(namespace)
        .append("\">");
    out.members(answer);
    out.close(root);
    return out.xml.toString();
  }

  /** A document of one text. */
  static String text(String root, String namespace, String text) {
    QueryXml out = new QueryXml();
    out.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.element(root, text);
    return out.xml
        .toString()
        .replaceFirst("<" + root + ">", "<" + root + " xmlns=\"" + namespace + "\">");
  }

  /** An error as S3 tells it. */
  static String error(Fault fault, String resource, String requestId) {
    QueryXml out = new QueryXml();
    out.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    out.element("Code", fault.code());
    out.element("Message", fault.getMessage());
    fault
        .details()
        .properties()
        .forEach(detail -> out.element(detail.getKey(), detail.getValue().asText()));
    out.element("Resource", resource);
    out.element("RequestId", requestId);
    out.element("HostId", requestId);
    return out.xml.append("</Error>").toString();
  }

  static String error(Protocol.Query protocol, Fault fault, String requestId) {
    QueryXml out = new QueryXml();
    out.xml
        .append("<ErrorResponse xmlns=\"")
        .append(protocol.namespace())
        .append("\"><Error><Type>");
    out.xml.append(fault.status() < 500 ? "Sender" : "Receiver").append("</Type>");
    out.element("Code", code(protocol, fault));
    out.element("Message", fault.getMessage());
    return out.xml
        .append("</Error><RequestId>")
        .append(requestId)
        .append("</RequestId></ErrorResponse>")
        .toString();
  }

  /** The codes that this protocol's services have for what others name otherwise. */
  private static String code(Protocol.Query protocol, Fault fault) {
    String code = protocol.code(fault);
    return switch (code) {
      case "AccessDeniedException" -> "AccessDenied";
      case "ValidationException" -> "ValidationError";
      default -> code;
    };
  }

  private void members(SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (field.location() == MarshallLocation.PAYLOAD && ShapeWriter.isSet(value)) {
        member(field.unmarshallLocationName(), field, value);
      }
    }
  }

  private void member(String name, SdkField<?> field, Object value) {
    switch (value) {
      case List<?> list -> list(name, field.getTrait(ListTrait.class), list);
      case Map<?, ?> map -> map(name, field.getTrait(MapTrait.class), map);
      case SdkPojo nested -> {
        open(name);
        members(nested);
        close(name);
      }
      case Instant instant -> element(name, DateTimeFormatter.ISO_INSTANT.format(instant));
      case SdkBytes bytes ->
          element(name, java.util.Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      default -> element(name, value.toString());
    }
  }

  private void list(String name, ListTrait trait, List<?> values) {
    String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    if (!trait.isFlattened()) {
      open(name);
    }
    values.forEach(
        value -> member(trait.isFlattened() ? name : member, trait.memberFieldInfo(), value));
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  private void map(String name, MapTrait trait, Map<?, ?> values) {
    open(name);
    values.forEach(
        (key, value) -> {
          open("entry");
          element(
              trait.keyLocationName() == null ? "key" : trait.keyLocationName(), key.toString());
          member(
              trait.valueLocationName() == null ? "value" : trait.valueLocationName(),
              trait.valueFieldInfo(),
              value);
          close("entry");
        });
    close(name);
  }

  private void element(String name, String text) {
    open(name);
    String value = text == null ? "" : text;
    xml.append(
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("\r", "&#13;"));
    close(name);
  }

  private void open(String name) {
    xml.append('<').append(name).append('>');
  }

  private void close(String name) {
    xml.append("</").append(name).append('>');
  }
}
