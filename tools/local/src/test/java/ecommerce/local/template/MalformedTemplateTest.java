package ecommerce.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Puts something else in the place of each value of a template, one at a time: it loads, or it is
 * refused in one line with its place.
 */
class MalformedTemplateTest {

  /**
   * All variants take ten seconds and more; with 1 here, all are tried. Odd, so that no kind of
   * value is left out.
   */
  private static final int STEP = 5;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> WRONG =
      List.of(
          JSON.textNode("other"),
          JSON.textNode(""),
          JSON.numberNode(7),
          JSON.booleanNode(true),
          JSON.nullNode(),
          JSON.arrayNode(),
          JSON.objectNode(),
          JSON.arrayNode().add("a"),
          JSON.arrayNode().add("a").add("b").add("c"),
          JSON.objectNode().put("a", "b"),
          JSON.objectNode().put("Ref", "AWS::NoValue"),
          JSON.objectNode().put("Ref", 3),
          JSON.objectNode().put("Fn::Sub", "${"),
          JSON.objectNode().set("Fn::If", JSON.arrayNode().add("Always").add("x").add("y")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service.yaml",
        "functions.yaml",
        "apis.yaml",
        "plain.yaml",
        "aliases.yaml",
        "deployments.yaml"
      })
  void isRefusedInOneLine(String name) throws URISyntaxException {
    Path file = Path.of(MalformedTemplateTest.class.getResource("/template/sam/" + name).toURI());
    List<Node> variants = new ArrayList<>();
    vary(TemplateFile.read(file), variants::add);
    assertThat(variants).hasSizeGreaterThan(500);
    Set<String> crashes = new TreeSet<>();
    for (int i = 0; i < variants.size(); i += STEP) {
      try {
        load((Node.Mapping) variants.get(i), file);
      } catch (TemplateException e) {
        assertThat(e.getMessage()).matches(".*\\.yaml:\\d+: .+");
      } catch (RuntimeException e) {
        crashes.add(
            e
                + " at "
                + e.getStackTrace()[0]
                + e.getStackTrace()[Math.min(1, e.getStackTrace().length - 1)]);
      }
    }
    assertThat(crashes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"template.yaml", "template.json"})
  void isRefusedInOneLineWhateverItsText(String name, @TempDir Path directory) throws Exception {
    Path original =
        Path.of(MalformedTemplateTest.class.getResource("/template/sam/functions.yaml").toURI());
    String yaml = Files.readString(original);
    String text =
        name.endsWith(".json") ? TemplateFile.read(original).json().toPrettyString() : yaml;
    Random random = new Random(7);
    Set<String> crashes = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(3));
      String odd =
          List.of(
                  "", "{", "}", "[", "]", ":", "\n", "\t", "'", "\"", "!", "&a", "*a", "%",
                  "\u0000", "- ")
              .get(random.nextInt(16));
      try {
        load(
            TemplateFile.read(
                Files.writeString(
                    directory.resolve(name), text.substring(0, from) + odd + text.substring(to))),
            original);
      } catch (TemplateException e) {
        assertThat(e.getMessage()).matches(".*:\\d+: .+");
      } catch (RuntimeException e) {
        crashes.add(e + " at " + e.getStackTrace()[0]);
      }
    }
    assertThat(crashes).isEmpty();
  }

  private static void load(Node.Mapping variant, Path file) {
    Template template =
        Template.of(
            Sections.checked(variant),
            TemplateSource.local(file),
            Map.of(),
            Written.PSEUDO,
            ssm -> "bus");
    template.resources().keySet().forEach(id -> template.properties(id, Written.REFERENCES));
    template.outputs(Written.REFERENCES);
  }

  private static void vary(Node node, Consumer<Node> found) {
    switch (node) {
      case Node.Mapping map ->
          map.entries()
              .forEach(
                  (name, value) -> {
                    WRONG.forEach(
                        wrong -> found.accept(map.with(name, Node.of(value.position(), wrong))));
                    found.accept(map.without(name));
                    vary(value, changed -> found.accept(map.with(name, changed)));
                    SequencedMap<String, Node> renamed = new LinkedHashMap<>(map.entries());
                    renamed.remove(name);
                    renamed.put(name + "X", value);
                    found.accept(new Node.Mapping(map.position(), renamed));
                  });
      case Node.Sequence list -> {
        for (int i = 0; i < list.items().size(); i++) {
          int index = i;
          WRONG.forEach(
              wrong ->
                  found.accept(
                      replaced(list, index, Node.of(list.items().get(index).position(), wrong))));
          vary(list.items().get(i), changed -> found.accept(replaced(list, index, changed)));
        }
      }
      case Node.Scalar scalar -> {}
    }
  }

  private static Node replaced(Node.Sequence list, int index, Node item) {
    List<Node> items = new ArrayList<>(list.items());
    items.set(index, item);
    return new Node.Sequence(list.position(), items);
  }
}
