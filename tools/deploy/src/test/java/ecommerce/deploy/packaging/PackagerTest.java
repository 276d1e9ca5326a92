package ecommerce.deploy.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerTest {

  @TempDir Path folder;
  private final Packager packager = new Packager("artefacts", "eu-west-1");

  @BeforeEach
  void files() throws IOException {
    Files.write(folder.resolve("function.zip"), new byte[] {'P', 'K', 3, 4, 1});
    Files.writeString(folder.resolve("openapi.yaml"), "openapi: 3.0.1\n");
    Files.writeString(folder.resolve("schema.graphql"), "type Query { a: Int }\n");
  }

  private PackagedTemplate pack(String text) throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(template, text);
    return packager.of(template);
  }

  private static String key(Path file) throws IOException {
    return new Digests().of(file);
  }

  @Test
  void keepsEveryLineAndReplacesOnlyValues() throws IOException {
    String text =
        """
        # Orders — with a 🛒 before what is replaced
        Globals:
          Function: {CodeUri: function.zip, Timeout: 5}   # all of them
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              Name: "🛒"
              DefinitionBody:
                Fn::Transform: {Name: AWS::Include, Parameters: {Location: openapi.yaml}}
          Other: {Type: AWS::Serverless::Function, Properties: {CodeUri: 'function.zip', Handler: a.B}}

          # the end
        """;
    PackagedTemplate packaged = pack(text);
    String zip = "\"s3://artefacts/" + key(folder.resolve("function.zip")) + ".zip\"";
    String api = "\"s3://artefacts/" + key(folder.resolve("openapi.yaml")) + ".yaml\"";
    assertThat(packaged.text())
        .isEqualTo(
            text.replace("'function.zip'", zip)
                .replace("function.zip,", zip + ",")
                .replace("openapi.yaml", api));
    assertThat(packaged.artifacts()).hasSize(2);
  }

  @Test
  void writesEachPropertyAsItsTypeWantsIt() throws IOException {
    PackagedTemplate packaged =
        pack(
            """
            Resources:
              F: {Type: AWS::Lambda::Function, Properties: {Code: function.zip}}
              L: {Type: AWS::Lambda::LayerVersion, Properties: {Content: function.zip}}
              A: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: openapi.yaml}}
              S: {Type: AWS::AppSync::GraphQLSchema, Properties: {DefinitionS3Location: schema.graphql}}
            """);
    String zip = key(folder.resolve("function.zip")) + ".zip";
    assertThat(packaged.text())
        .contains("{Code: {\"S3Bucket\": \"artefacts\", \"S3Key\": \"" + zip + "\"}}")
        .contains("{Content: {\"S3Bucket\": \"artefacts\", \"S3Key\": \"" + zip + "\"}}")
        .contains("BodyS3Location: {\"Bucket\": \"artefacts\", \"Key\": \"")
        .contains("DefinitionS3Location: \"s3://artefacts/");
  }

  @Test
  void leavesAddressesIntrinsicsAndCodeInTheTemplateAlone() throws IOException {
    String text =
        """
        Resources:
          A: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://b/k}}
          B: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Sub "s3://${X}/k"}}
          C: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: "exports = 1"}}}
          D: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://x/y.yaml}}
          E: {Type: AWS::Other::Thing, Properties: {CodeUri: nowhere}}
        """;
    PackagedTemplate packaged = pack(text);
    assertThat(packaged.text()).isEqualTo(text);
    assertThat(packaged.artifacts()).isEmpty();
  }

  @Test
  void packagesNestedTemplatesToo() throws IOException {
    Files.createDirectories(folder.resolve("inner"));
    Files.write(folder.resolve("inner/code.zip"), new byte[] {'P', 'K', 3, 4, 2});
    Files.writeString(
        folder.resolve("inner/alarms.yaml"),
        "Resources: {F: {Type: AWS::Serverless::Function, Properties: {CodeUri: code.zip}}}\n");
    PackagedTemplate packaged =
        pack(
            """
            Resources:
              Alarms: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner/alarms.yaml}}
            """);
    assertThat(packaged.artifacts()).hasSize(2);
    Artifact inner = packaged.artifacts().get(1);
    assertThat(new String(inner.read(), StandardCharsets.UTF_8))
        .contains("CodeUri: \"s3://artefacts/" + packaged.artifacts().get(0).key());
    assertThat(packaged.text())
        .contains("\"https://s3.eu-west-1.amazonaws.com/artefacts/" + inner.key() + "\"");
  }

  @Test
  void refusesATemplateThatNestsItself() {
    assertThatThrownBy(
            () ->
                pack(
                    "Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL:"
                        + " template.yaml}}}"))
        .isInstanceOf(WrongTemplate.class)
        .hasMessageContaining("template.yaml:1: TemplateURL template.yaml nests itself");
  }

  @Test
  void namesFileLineAndPropertyOfAMissingFile() {
    assertThatThrownBy(
            () ->
                pack(
                    """
                    Resources:
                      F:
                        Type: AWS::Serverless::Function
                        Properties:
                          CodeUri: target/function.zip
                    """))
        .isInstanceOf(WrongTemplate.class)
        .hasMessage(
            folder.resolve("template.yaml") + ":5: CodeUri target/function.zip does not exist");
  }

  @Test
  void namesTheLineOfBadYaml() {
    assertThatThrownBy(() -> pack("Resources:\n  A: [\n"))
        .isInstanceOf(WrongTemplate.class)
        .hasMessageContaining("template.yaml:3: bad YAML");
  }

  @Test
  void makesTheSameZipOfTheSameFolder() throws IOException {
    Path code = Files.createDirectories(folder.resolve("code/lib"));
    Files.writeString(code.resolve("b.py"), "b");
    Path run = Files.writeString(folder.resolve("code/bootstrap"), "#!/bin/sh");
    assertThat(run.toFile().setExecutable(true)).isTrue();
    byte[] first = FolderZip.of(folder.resolve("code"));
    Files.setLastModifiedTime(run, FileTime.fromMillis(1));
    assertThat(FolderZip.of(folder.resolve("code"))).isEqualTo(first);
    assertThat(names(first)).containsExactly("bootstrap", "lib/b.py");
    PackagedTemplate packaged =
        pack("Resources: {F: {Type: AWS::Serverless::Function, Properties: {CodeUri: code}}}");
    assertThat(packaged.artifacts())
        .singleElement()
        .extracting(Artifact::key)
        .isEqualTo(Digests.of(first) + ".zip");
  }

  @Test
  void zipsASingleFileOfCode() throws IOException {
    Files.writeString(folder.resolve("app.py"), "x");
    PackagedTemplate packaged =
        pack("Resources: {F: {Type: AWS::Lambda::Function, Properties: {Code: app.py}}}");
    assertThat(names(packaged.artifacts().getFirst().read())).containsExactly("app.py");
  }

  @Test
  void replacesTheBucketThatTheCdkNamesKeepingLinesAndJson() throws IOException {
    String text =
        """
        {
         "Resources": {
          "F": {
           "Type": "AWS::Lambda::Function",
           "Properties": {
            "Code": {
             "S3Bucket": "cdk-assets-1-eu-west-1",
             "S3Key": "abc.zip"
            },
            "Handler": "a.B"
           },
           "Metadata": {
            "aws:asset:path": "function.zip",
            "aws:asset:property": "Code"
           }
          }
         }
        }
        """;
    String packaged = pack(text).text();
    assertThat(packaged.lines().count()).isEqualTo(text.lines().count());
    assertThat(packaged.lines().toList().get(9)).contains("\"Handler\"");
    JsonNode code = new ObjectMapper().readTree(packaged).at("/Resources/F/Properties/Code");
    assertThat(code.path("S3Bucket").asText()).isEqualTo("artefacts");
    assertThat(code.path("S3Key").asText()).isEqualTo(key(folder.resolve("function.zip")) + ".zip");
  }

  @Test
  void replacesABlockOfTheCdkToo() throws IOException {
    String text =
        """
        Resources:
          F:
            Type: AWS::Lambda::Function
            Properties:
              Code:
                S3Bucket: cdk-assets
                S3Key: abc.zip

              # why
              Handler: a.B
            Metadata: {"aws:asset:path": function.zip, "aws:asset:property": Code}
        """;
    String packaged = pack(text).text();
    assertThat(packaged.lines().toList().get(9)).isEqualTo("      Handler: a.B");
    assertThat(packaged)
        .contains("        {\"S3Bucket\": \"artefacts\"")
        .doesNotContain("cdk-assets");
    assertThat(Yaml.read(folder, packaged)).isNotNull();
  }

  @Test
  void knowsParametersAndTheLinesOfResources() throws IOException {
    PackagedTemplate packaged =
        pack(
            """
            Parameters:
              Days: {Type: Number, Default: 30}
              Bus: {Type: "AWS::SSM::Parameter::Value<String>"}
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            """);
    assertThat(packaged.parameters().get("Days").defaultValue()).contains("30");
    assertThat(packaged.parameters().get("Bus").fromSystemsManager()).isTrue();
    assertThat(packaged.place("Queue")).isEqualTo(folder.resolve("template.yaml") + ":5");
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
