package ecommerce.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksTest {

  @TempDir Path directory;
  private World world;
  private List<String> log;

  @BeforeEach
  void open() {
    world = new World(directory);
    log = world.log;
  }

  @AfterEach
  void close() {
    world.gate.countDown();
    world.close();
  }

  private int deploy(String resources) {
    return deploy(resources, "");
  }

  private int deploy(String resources, String more) {
    Path file = directory.resolve("template.yaml");
    try {
      Files.writeString(file, "Resources:\n" + resources.indent(2) + more);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return world.stacks().deploy(new StackRequest("stack", file, Map.of(), Map.of()));
  }

  @Test
  void makesResourcesInTheOrderOfTheirReferences() {
    deploy(
        """
        Second: {Type: Test::Thing, Properties: {Name: two, Size: !GetAtt First.Arn}}
        First: {Type: Test::Thing, Properties: {Name: one}}
        """);
    assertThat(log)
        .containsExactly(
            "create First {\"Name\":\"one\"}",
            "create Second {\"Name\":\"two\",\"Size\":\"arn:First\"}");
    assertThat(world.stacks().find("stack").orElseThrow().status()).hasToString("CREATE_COMPLETE");
  }

  @Test
  void touchesOnlyWhatChanged() {
    deploy(
        "A: {Type: Test::Thing, Properties: {Name: a}}\n"
            + "B: {Type: Test::Thing, Properties: {Name: b, Size: 1}}");
    log.clear();
    assertThat(
            deploy(
                "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                    + "B: {Type: Test::Thing, Properties: {Name: b, Size: 2}}"))
        .isEqualTo(1);
    assertThat(log).hasSize(1).first().asString().startsWith("update B");
    log.clear();
    assertThat(
            deploy(
                "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                    + "B: {Type: Test::Thing, Properties: {Name: b, Size: 2}}"))
        .isZero();
    assertThat(log).isEmpty();
  }

  @Test
  void noticesThatAFileHasChanged() throws IOException {
    Files.writeString(directory.resolve("code.js"), "1");
    deploy("A: {Type: Test::Thing, Properties: {LocalPath: code.js}}");
    Files.writeString(directory.resolve("code.js"), "2");
    assertThat(deploy("A: {Type: Test::Thing, Properties: {LocalPath: code.js}}")).isEqualTo(1);
  }

  @Test
  void makesANestedStackOfATemplateBesideItsOwn() throws IOException {
    Path nested = directory.resolve("nested.yaml");
    String stack = "A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested.yaml}}";
    Files.writeString(nested, "Resources: {B: {Type: Test::Thing, Properties: {Name: b}}}");
    deploy(stack);
    assertThat(log).containsExactly("create B {\"Name\":\"b\"}");
    log.clear();
    Files.writeString(nested, "Resources: {B: {Type: Test::Thing, Properties: {Name: c}}}");
    assertThat(deploy(stack)).isEqualTo(1);
    assertThat(log).containsExactly("create B {\"Name\":\"c\"}", "delete b");
  }

  @Test
  void replacesWhatCannotBeChangedAndThenRemovesTheOld() {
    deploy("A: {Type: Test::Thing, Properties: {Name: old}}");
    log.clear();
    deploy("A: {Type: Test::Thing, Properties: {Name: new}}");
    assertThat(log).containsExactly("create A {\"Name\":\"new\"}", "delete old");
  }

  @Test
  void removesWhatIsGoneFromTheTemplateButRetainsWhatItSays() {
    deploy(
        """
        A: {Type: Test::Thing, Properties: {Name: a}}
        B: {Type: Test::Thing, Properties: {Name: b}}
        C: {Type: Test::Thing, DeletionPolicy: Retain, Properties: {Name: c}}
        """);
    log.clear();
    deploy("A: {Type: Test::Thing, Properties: {Name: a}}");
    assertThat(log).containsExactly("delete b");
  }

  @Test
  void rollsBackAStackThatCannotBeMade() {
    assertThatThrownBy(
            () ->
                deploy(
                    "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                        + "B: {Type: Test::Thing, Properties: {Size: bad}}"))
        .isInstanceOf(DeploymentFailed.class)
        .hasMessageContaining("template.yaml:3: Test::Thing B of stack: size is bad");
    assertThat(log).containsExactly("create A {\"Name\":\"a\"}", "delete a");
    assertThat(world.stacks().find("stack")).isEmpty();
  }

  @Test
  void rollsBackAnUpdateToWhatWasThere() {
    deploy("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}");
    log.clear();
    assertThatThrownBy(
            () ->
                deploy(
                    "A: {Type: Test::Thing, Properties: {Name: a, Size: 2}}\n"
                        + "B: {Type: Test::Thing, DependsOn: A, Properties: {Size: bad}}"))
        .isInstanceOf(DeploymentFailed.class);
    assertThat(log)
        .containsExactly(
            "update A {\"Name\":\"a\",\"Size\":2}", "update A {\"Name\":\"a\",\"Size\":1}");
    assertThat(world.stacks().find("stack").orElseThrow().status())
        .hasToString("UPDATE_ROLLBACK_COMPLETE");
    log.clear();
    assertThat(deploy("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}")).isZero();
  }

  @Test
  void refusesWhatIsNotSupportedByFileLineAndNameBeforeAnythingIsMade() {
    assertThatThrownBy(
            () ->
                deploy(
                    """
                    A: {Type: Test::Thing, Properties: {Name: a}}
                    B:
                      Type: Test::Thing
                      Properties:
                        List:
                          - Key: k
                            Colour: red
                        Free: {anything: {goes: 1}}
                    C: {Type: Test::Unknown}
                    """))
        .isInstanceOf(DeploymentFailed.class)
        .hasMessageContaining(
            "template.yaml:8: Test::Thing property List[0].Colour of B is not supported")
        .hasMessageContaining(
            "template.yaml:10: resource type Test::Unknown of C is not supported");
    assertThat(log).isEmpty();
  }

  @Test
  void saysWhereATemplateIsWrong() {
    assertThatThrownBy(() -> deploy("A: {Type: Test::Thing, Properties: {Name: !Ref Nothing}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("template.yaml:2")
        .hasMessageContaining("Nothing");
  }

  @Test
  void givesEndpointsOfThisEnvironmentTheirLocalAddress() {
    deploy(
        """
        A: {Type: Test::Thing, Properties: {Name: !Sub "https://abc123.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev"}}
        B: {Type: Test::Thing, Properties: {Name: "wss://abc123.execute-api.us-east-1.amazonaws.com/dev"}}
        """);
    assertThat(log.get(0)).contains("\"http://localhost:4566/execute-api/abc123/dev\"");
    assertThat(log.get(1)).contains("\"ws://localhost:4566/execute-api/abc123/dev\"");
  }

  @Test
  void removesAStackInTheOppositeOrder() {
    deploy(
        "A: {Type: Test::Thing, Properties: {Name: a}}\n"
            + "B: {Type: Test::Other, DependsOn: A, Properties: {Name: b}}");
    log.clear();
    world.stacks().delete("stack");
    assertThat(log).containsExactly("delete b", "delete a");
    assertThat(world.stacks().all()).isEmpty();
  }

  @Test
  void remembersStacksOverARestart() {
    deploy("A: {Type: Test::Thing, Properties: {Name: a}}");
    world.restart("localhost:4566");
    log.clear();
    assertThat(deploy("A: {Type: Test::Thing, Properties: {Name: a}}")).isZero();
  }

  @Test
  void takesUpNothingThatIsNotItsOwn() {
    world.taken.add("a");
    assertThatThrownBy(() -> deploy("A: {Type: Test::Thing, Properties: {Name: a}}"))
        .hasMessageContaining("it exists already");
    assertThatThrownBy(() -> deploy("A: {Type: Test::Thing, Properties: {Name: a}}"))
        .hasMessageContaining("it exists already");
    assertThat(log).isEmpty();
  }

  @Test
  void takesADeletionPolicyThatIsAllThatChanged() {
    deploy("A: {Type: Test::Thing, DeletionPolicy: Retain, Properties: {Name: a}}");
    deploy("A: {Type: Test::Thing, Properties: {Name: a}}");
    log.clear();
    world.stacks().delete("stack");
    assertThat(log).containsExactly("delete a");
  }

  @Test
  void rollsBackWhereAnOutputIsWrong() {
    assertThatThrownBy(
            () ->
                deploy(
                    "A: {Type: Test::Thing, Properties: {Name: a}}",
                    "Outputs: {Wrong: {Value: !GetAtt A.Nothing}}"))
        .hasMessageContaining("Nothing");
    assertThat(log).containsExactly("create A {\"Name\":\"a\"}", "delete a");
    assertThat(world.stacks().find("stack")).isEmpty();
  }

  @Test
  void tellsResourcesTheirNewAddressAfterAMoveToAnotherPort() {
    String url = "http://localhost:4566/000000000000/q";
    String template =
        "A: {Type: Test::Thing, Properties: {Name: '"
            + url
            + "'}}\nB: {Type: Test::Other, Properties: {Size: !Ref A}}";
    deploy(template);
    world.restart("localhost:5000");
    log.clear();
    deploy(template);
    assertThat(log).containsExactly("update B {\"Size\":\"http://localhost:5000/000000000000/q\"}");
  }
}
