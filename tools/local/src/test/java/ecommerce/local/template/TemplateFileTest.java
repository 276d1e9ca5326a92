package ecommerce.local.template;

import static ecommerce.local.template.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFileTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          yes | true
          Off | false
          'yes' | "yes"
          2012-10-17 | "2012-10-17"
          012345678901 | "012345678901"
          010 | 8
          0x1f | 31
          1_000 | 1000
          99999999999 | 99999999999
          1:30 | 90
          1.50 | 1.5
          1.2.3 | "1.2.3"
          rate(5 minutes) | "rate(5 minutes)"
          !!str text | "text"
          """)
  void readsScalarsAsCloudFormationDoes(String written, String value) {
    assertThat(Written.property(directory, "", written).value()).isEqualTo(json(value));
  }

  @Test
  void writesShortTagsOut() {
    Node.Mapping read =
        (Node.Mapping)
            YamlTree.read(
                directory,
                "a: !GetAtt A.b.c\n"
                    + "b: !Sub ['${x}', {x: !Ref R}]\n"
                    + "c: !Condition C\n"
                    + "d: !If [C, 1, !Ref 'AWS::NoValue']\n");
    assertThat(read.json())
        .isEqualTo(
            json(
                """
                {"a": {"Fn::GetAtt": ["A", "b.c"]}, "b": {"Fn::Sub": ["${x}", {"x": {"Ref": "R"}}]}, "c": {"Condition": "C"},
                 "d": {"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}}
                """));
  }

  @Test
  void readsAliases() {
    assertThat(
            Written.in(
                    directory,
                    "Metadata: {x: &x {a: 1}}\nResources:\n  It: {Type: A, Properties: {P: *x}}")
                .value())
        .isEqualTo(json("{\"a\": 1}"));
  }

  @Test
  void readsJson() {
    Template template =
        Written.in(
                directory,
                "t.json",
                "{\n"
                    + "\t\"Resources\": {\n"
                    + "\t\t\"It\": {\"Type\": \"A\",\n"
                    + "\t\t\t\"Properties\": {\"P\": 1.5}}}}")
            .load();
    assertThat(template.properties("It", Written.REFERENCES)).isEqualTo(json("{\"P\": 1.5}"));
    assertThat(template.position("It", "P").line()).isEqualTo(4);
  }

  @Test
  void namesFileAndLineOfWhatIsMalformed() {
    Written.in(directory, "Resources:\n  A: {Type: X}\n  A: {Type: Y}\n")
        .refused(3, "A is there twice, first in line 2");
    Written.in(directory, "Resources:\n  A: {Type: X\n")
        .refused(3, "bad YAML: expected ',' or '}', but got <stream end>");
    Written.in(directory, "Resources:\n  A: !Reff b\n").refused(2, "the tag !Reff is not known");
    Written.in(directory, "Resources:\n  A:\n    <<: {a: 1}\n")
        .refused(3, "merge keys (<<) are not supported");
    Written.in(directory, "").refused(1, "the file is empty");
    Written.in(directory, "- a\n").refused(1, "the file is not a mapping");
    Written.in(directory, "Resources:\n  A: &a {b: *a}\n").refused(2, "an alias contains itself");
    Written.in(directory, "a: 1\n---\nb: 1\n").refused(2, "bad YAML: but found another document");
    Written.in(directory, "t.json", "{\n\"a\": 1,\n\"a\": 2}")
        .refused(3, "a is there twice, first in line 2");
    Written.in(directory, "t.json", "{\n\"a\": nope}")
        .refused(
            2,
            "bad JSON: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object"
                + " or token 'null', 'true' or 'false')");
  }

  @Test
  void namesTheFileThatIsMissing() {
    Path missing = directory.resolve("missing.yaml");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> TemplateFile.read(missing)))
        .hasMessage(missing + ":1: " + missing + " does not exist");
  }

  @Test
  void refusesSectionsAndValuesThatCloudFormationDoesNotHave() {
    Written.in(directory, "Resources: {}\nRules:\n  A: {}\n")
        .refused(2, "the section Rules is not supported");
    Written.in(directory, "Description: x\n").refused(1, "the template has no Resources");
    Written.in(directory, "Resources:\n  A:\n    Type: X\n    Properties:\n")
        .refused(4, "Resources.A.Properties is empty: null values are not allowed in templates");
    Written.in(directory, "Resources: []\n").refused(1, "Resources is not a mapping");
  }
}
