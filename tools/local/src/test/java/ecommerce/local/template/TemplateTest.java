package ecommerce.local.template;

import static ecommerce.local.template.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

  @TempDir Path directory;

  @Test
  void knowsWhatResourcesAre() {
    Template template =
        Written.in(
                directory,
                """
                Description: Two
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  A:
                    Type: X::Y::Z
                    DependsOn: C
                    DeletionPolicy: Retain
                    UpdateReplacePolicy: Snapshot
                    Metadata: {m: 1}
                    Properties: {P: !Sub "${B.Arn}-${D}"}
                  B: {Type: X::Y::Z}
                  C: {Type: X::Y::Z, DependsOn: [Left]}
                  D: {Type: X::Y::Z, Properties: {P: !If [Never, !Ref Left, !Ref B]}}
                  Left: {Type: X::Y::Z, Condition: Never}
                """)
            .load();
    assertThat(template.description()).isEqualTo("Two");
    assertThat(template.directory()).contains(directory);
    assertThat(template.resources().keySet()).containsExactly("A", "B", "C", "D");
    ResourceDefinition a = template.resources().get("A");
    assertThat(a.dependsOn()).containsExactly("C", "B", "D");
    assertThat(a.deletionPolicy()).isEqualTo(RemovalPolicy.RETAIN);
    assertThat(a.updateReplacePolicy()).isEqualTo(RemovalPolicy.SNAPSHOT);
    assertThat(a.metadata()).isEqualTo(json("{\"m\": 1}"));
    assertThat(a.position().line()).isEqualTo(4);
    assertThat(template.creationOrder()).containsExactly("C", "B", "D", "A");
    assertThat(template.resources().get("C").dependsOn()).isEmpty();
  }

  @Test
  void listsPropertiesWithTheirPlaces() {
    Template template =
        Written.in(
                directory,
                """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  A:
                    Type: X
                    Properties:
                      Targets:
                        - Arn: !Sub "x"
                          Id: one
                        - !If
                          - Never
                          - Id: two
                          - Id: three
                      Gone: !If [Never, a, !Ref AWS::NoValue]
                      Empty: {}
                """)
            .load();
    assertThat(template.propertyPaths("A"))
        .extracting(PropertyPath::text, path -> path.position().line(), PropertyPath::leaf)
        .containsExactly(
            tuple("Targets", 6, false),
            tuple("Targets[0]", 7, false),
            tuple("Targets[0].Arn", 7, true),
            tuple("Targets[0].Id", 8, true),
            tuple("Targets[1]", 12, false),
            tuple("Targets[1].Id", 12, true),
            tuple("Empty", 14, true));
    assertThat(template.propertyPaths("A").get(2).pattern()).isEqualTo("Targets[].Arn");
    assertThat(template.position("A", "Targets[0].Id").line()).isEqualTo(8);
    assertThat(template.position("A", "Targets[0].Id.Deeper").line()).isEqualTo(8);
    assertThat(template.position("A", "Targets[7].Id").line()).isEqualTo(6);
    assertThat(template.position("A", "Nothing").line()).isEqualTo(3);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void resolvesOutputs() {
    Template template =
        Written.in(
                directory,
                """
                Conditions: {Never: !Equals [a, b]}
                Resources: {A: {Type: X}}
                Outputs:
                  Url: {Value: !Sub "https://${A}", Description: Where, Export: {Name: !Sub "${AWS::StackName}-url"}}
                  Left: {Value: x, Condition: Never}
                  Plain: {Value: 3}
                """)
            .load();
    assertThat(template.outputs(Written.REFERENCES).values())
        .containsExactly(
            new Output(
                "Url", json("\"https://ref-A\""), Optional.of("Where"), Optional.of("shop-url")),
            new Output("Plain", json("3"), Optional.empty(), Optional.empty()));
  }

  @Test
  void refusesWhatCannotBeMade() {
    refused(
        "  A: {Type: X, Properties: {P: !Ref B}}\n  B: {Type: X, DependsOn: A}",
        2,
        "resources depend on each other: A -> B -> A");
    refused("  A: {Type: X, Properties: {P: !Ref A}}", 2, "resources depend on each other: A -> A");
    refused("  A: {Type: X, DependsOn: B}", 2, "DependsOn of A: there is no resource B");
    refused(
        "  A: {Type: X, DeletionPolicy: Keep}",
        2,
        "DeletionPolicy of A is none of Delete, Retain, RetainExceptOnCreate and Snapshot");
    refused("  A: {Type: X, CreationPolicy: {}}", 2, "CreationPolicy of A is not supported");
    refused("  A: {Properties: {}}", 2, "A has no Type");
    refused("  A: {Type: X, Properties: []}", 2, "Properties of A is not a mapping");
    refused("  A: x", 2, "the resource A is not a mapping");
    refused("  A-b: {Type: X}", 2, "the logical id A-b has more than letters and digits");
    refused("  A: {Type: X, Condition: Nope}", 2, "there is no condition Nope");
    refused(
        "  A: {Type: X}\nOutputs:\n  O: {Value: !Ref B}",
        4,
        "Ref: there is no resource or parameter B");
    refused("  A: {Type: X}\nOutputs:\n  O: {Value: [a]}", 4, "output O is not a text but a list");
    refused(
        "  A: {Type: X}\nOutputs:\n  O: {Valu: a}", 4, "output O has Valu, which is not supported");
    refused(
        "  A: {Type: X}\n"
            + "  B: {Type: X, Properties: {P: !Ref C}}\n"
            + "  C: {Type: X, Condition: Never}\n"
            + "Conditions: {Never: !Equals [a, b]}",
        3,
        "Ref: the resource C is not there because its condition Never does not hold");
  }

  private void refused(String resources, int line, String reason) {
    Written.in(directory, "Resources:\n" + resources + "\n").refused(line, reason);
  }

  @Test
  void readsIncludedFilesWithTheirPlaces() {
    Written.in(directory, "deep.yaml", "Deep: {Fn::Sub: \"${AWS::Region}\"}\n");
    Written.in(
        directory,
        "part.yaml",
        "\n"
            + "P: !Ref Other\n"
            + "More:\n"
            + "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: deep.yaml}}\n");
    Template template =
        Written.in(directory, including("part.yaml")).with(Map.of("File", "part.yaml")).load();
    assertThat(template.properties("It", Written.REFERENCES))
        .isEqualTo(
            json("{\"Mine\": 1, \"P\": \"ref-Other\", \"More\": {\"Deep\": \"eu-west-1\"}}"));
    assertThat(template.position("It", "P"))
        .isEqualTo(new Position(directory.resolve("part.yaml"), 2));
    assertThat(template.position("It", "More.Deep"))
        .isEqualTo(new Position(directory.resolve("deep.yaml"), 1));
  }

  private static String including(String file) {
    return "Parameters: {File: {Type: String, Default: part.yaml}}\n"
        + "Resources:\n"
        + "  Other: {Type: X}\n"
        + "  It:\n"
        + "    Type: X\n"
        + "    Properties:\n"
        + "      Mine: 1\n"
        + "      Fn::Transform: {Name: AWS::Include, Parameters: {Location: "
        + file
        + "}}\n";
  }

  @Test
  void refusesIncludesThatCannotBe() {
    Written.in(directory, including("none.yaml"))
        .refused(8, directory.resolve("none.yaml") + " does not exist");
    Written.in(directory, including("s3://a/b"))
        .refused(8, "AWS::Include: there is no object s3://a/b here");
    Written.in(directory, "part.yaml", "\nP: !Ref Nothing\n");
    Written.in(directory, including("!Ref File"))
        .refused(
            directory.resolve("part.yaml"), 2, "Ref: there is no resource or parameter Nothing");
    Written.in(
        directory,
        "part.yaml",
        "Fn::Transform: {Name: AWS::Include, Parameters: {Location: part.yaml}}\n");
    Written.in(directory, including("part.yaml"))
        .refused(directory.resolve("part.yaml"), 1, "files include each other more than 10 deep");
    Written.in(directory, "part.yaml", "Mine: 2\n");
    Written.in(directory, including("part.yaml"))
        .refused(
            directory.resolve("part.yaml"),
            1,
            "Mine is there twice, also in " + directory.resolve("template.yaml") + ":7");
    Written.in(directory, "Resources: {It: {Type: X, Properties: {Fn::Transform: {Name: Mine}}}}\n")
        .refused(1, "Fn::Transform is supported with the Name AWS::Include only");
  }
}
