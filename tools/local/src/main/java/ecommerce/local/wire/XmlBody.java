package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * XML bodies as JSON trees, guided by the fields of the structure that they are. Refuses elements
 * that the structure does not have, and document types.
 */
final class XmlBody {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private XmlBody() {}

  /**
   * @param payload the member that the document is
   * @throws Fault {@code MalformedXML}
   */
  static Object read(byte[] body, SdkField<?> payload) {
    Element root = parse(body);
    if (!payload.locationName().equals(name(root))) {
      throw malformed();
    }
    return new ShapeReader(true).value(payload, object(root, payload.constructor().get()));
  }

  private static Element parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw malformed();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode object(Element element, SdkPojo shape) {
    ObjectNode object = JSON.objectNode();
    List<Element> unknown = new ArrayList<>(children(element));
    for (SdkField<?> field : shape.sdkFields()) {
      List<Element> own =
          children(element).stream()
              .filter(child -> name(child).equals(field.locationName()))
              .toList();
      unknown.removeAll(own);
      if (!own.isEmpty()) {
        object.set(field.memberName(), value(field, own));
      }
    }
    if (!unknown.isEmpty()) {
      throw malformed();
    }
    return object;
  }

  private static JsonNode value(SdkField<?> field, List<Element> elements) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    if (type == MarshallingKnownType.LIST) {
      ListTrait trait = field.getTrait(ListTrait.class);
      List<Element> members = trait.isFlattened() ? elements : children(elements.getFirst());
      ArrayNode list = JSON.arrayNode();
      members.forEach(member -> list.add(value(trait.memberFieldInfo(), List.of(member))));
      return list;
    }
    if (elements.size() > 1) {
      throw malformed();
    }
    Element element = elements.getFirst();
    return type == MarshallingKnownType.SDK_POJO
        ? object(element, field.constructor().get())
        : JSON.textNode(element.getTextContent());
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element nested) {
        children.add(nested);
      }
    }
    return children;
  }

  private static String name(Element element) {
    return element.getLocalName();
  }

  static Fault malformed() {
    return new Fault(
        "MalformedXML",
        400,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }
}
