package ecommerce.local.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** JSON with positions. */
final class JsonTree {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Path file;
  private final JsonParser parser;

  private JsonTree(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static Node read(Path file, String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      JsonTree tree = new JsonTree(file, parser);
      if (parser.nextToken() == null) {
        throw new TemplateException(new Position(file, 1), "the file is empty");
      }
      Node root = tree.value(tree.here());
      if (parser.nextToken() != null) {
        throw new TemplateException(tree.here(), "there is more after the end");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new TemplateException(
          new Position(file, line),
          "bad JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new TemplateException(new Position(file, 1), "cannot be read: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new TemplateException(new Position(file, 1), "is nested too deeply");
    }
  }

  private Position here() {
    return new Position(file, Math.max(1, parser.currentTokenLocation().getLineNr()));
  }

  private Node value(Position position) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(position);
      case START_ARRAY -> sequence(position);
      default -> new Node.Scalar(position, scalar());
    };
  }

  private Node mapping(Position position) throws IOException {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Position place = here();
      if (entries.containsKey(name)) {
        throw new TemplateException(
            place, name + " is there twice, first in line " + entries.get(name).position().line());
      }
      parser.nextToken();
      entries.put(name, value(place));
    }
    return new Node.Mapping(position, entries);
  }

  private Node sequence(Position position) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(here()));
    }
    return new Node.Sequence(position, items);
  }

  private JsonNode scalar() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> JSON.textNode(parser.getText());
      case VALUE_TRUE -> JSON.booleanNode(true);
      case VALUE_FALSE -> JSON.booleanNode(false);
      case VALUE_NUMBER_INT -> YamlScalar.whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDoubleValue());
      default -> JSON.nullNode();
    };
  }
}
