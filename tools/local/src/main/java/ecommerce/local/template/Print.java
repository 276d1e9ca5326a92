package ecommerce.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints a template after the SAM transform as JSON with sorted keys, intrinsics and {@code
 * AWS::Include} as they are: {@code Print TEMPLATE [parameter=value …]}. Needs no value for any
 * parameter. Exit status 1 and one line for a template that is wrong.
 */
public final class Print {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Print() {}

  public static void main(String[] arguments) throws JsonProcessingException {
    if (arguments.length == 0) {
      System.err.println("usage: Print TEMPLATE [parameter=value ...]");
      System.exit(2);
    }
    try {
      System.out.println(json(Path.of(arguments[0]), arguments));
    } catch (TemplateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static String json(Path file, String[] arguments) throws JsonProcessingException {
    Node.Mapping template = Sections.checked(TemplateFile.read(file));
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Sections.mapping(template, "Parameters")
        .entries()
        .forEach(
            (name, declared) -> {
              if (declared instanceof Node.Mapping map) {
                map.get("Default").ifPresent(value -> values.put(name, value.json()));
              }
            });
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      values.put(parts[0], JsonNodeFactory.instance.textNode(parts.length == 2 ? parts[1] : ""));
    }
    SamParameters parameters =
        PlainTemplate.parameters(values, Pseudo.of("123456789012", "us-east-1", "stack", "stack"));
    Node.Mapping plain = SamTransform.transformed(template, parameters, Template.directory(file));
    return JSON.writeValueAsString(JSON.treeToValue(plain.json(), Object.class));
  }
}
