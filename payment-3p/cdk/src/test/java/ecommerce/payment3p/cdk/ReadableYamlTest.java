package ecommerce.payment3p.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableYamlTest {

  private final ReadableYaml yaml = new ReadableYaml();

  @Test
  void writesSectionsInTheUsualOrderAndFunctionsShort() {
    Map<String, Object> template =
        Map.of(
            "Resources",
            Map.of(
                "Parameter",
                Map.of(
                    "Properties",
                    Map.of(
                        "Value", Map.of("Fn::GetAtt", List.of("Table", "Arn")),
                        "Name", Map.of("Fn::Sub", "/${Environment}/name")),
                    "Type",
                    "AWS::SSM::Parameter")),
            "Conditions",
            Map.of("Is", Map.of("Fn::Equals", List.of(Map.of("Ref", "Protected"), "true"))),
            "Description",
            "Short");

    assertThat(yaml.text(ShortForms.tree(template)))
        .isEqualTo(
            """
            Description: Short

            Conditions:
              Is: !Equals [!Ref Protected, "true"]

            Resources:
              Parameter:
                Type: AWS::SSM::Parameter
                Properties:
                  Name: !Sub "/${Environment}/name"
                  Value: !GetAtt Table.Arn
            """);
  }

  @Test
  void writesLongValuesOnLinesOfTheirOwn() {
    String text = "word ".repeat(30) + "end";
    Map<String, Object> choice =
        Map.of("Fn::If", List.of("Is", Map.of("A", text, "B", Map.of("Fn::Sub", text)), "no"));

    String written = yaml.text(ShortForms.tree(Map.of("Value", choice)));

    assertThat(written).contains("  Fn::If:\n");
    assertThat(ShortForms.read(written)).isEqualTo(ShortForms.tree(Map.of("Value", choice)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yes",
        "No",
        "true",
        "null",
        "~",
        "12",
        "0x1f",
        "1e3",
        "2010-09-09",
        "12:30",
        "-",
        "- item",
        "? key",
        "a: b",
        "a:",
        "a #b",
        "a, b",
        "[a]",
        "{a}",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "it's \"quoted\"",
        "a\\b",
        "a\nb",
        "\"a\nb\"",
        "ends with blank ",
        "päckchen",
        "dynamodb:GetItem",
        "/preauth",
        "SUM(METRICS())"
      })
  void stringStaysThatString(String text) {
    Map<String, Object> template = Map.of("List", List.of(text, Map.of("key", text)));

    assertThat(ShortForms.read(yaml.text(ShortForms.tree(template))))
        .isEqualTo(ShortForms.tree(template));
  }

  @Test
  void refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> yaml.text(JsonNodeFactory.instance.objectNode().putNull("Value")))
        .withMessageContaining("NULL");
  }
}
