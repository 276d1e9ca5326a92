package ecommerce.local.template;

import static ecommerce.local.template.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

  private static final String REST =
      """
      Parameters: {Env: {Type: String, Default: dev}, Many: {Type: CommaDelimitedList, Default: "a, b,c"}, Size: {Type: Number, Default: 512}}
      Mappings: {Regions: {eu-west-1: {name: Ireland, list: [x, y]}, us-east-1: {name: Virginia}}}
      Conditions:
        Dev: !Equals [!Ref Env, dev]
        Prod: !Not [Condition: Dev]
        Both: !And [!Condition Dev, !Condition Prod]
        Either: !Or [!Condition Dev, !Condition Prod]
        Big: !Equals [!FindInMap [Regions, !Ref "AWS::Region", name], Ireland]
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Env | "dev"
          !Ref Many | ["a","b","c"]
          !Ref Size | 512
          !Ref Other | "ref-Other"
          !Ref AWS::AccountId | "123456789012"
          !Ref AWS::Partition | "aws"
          !Ref AWS::URLSuffix | "amazonaws.com"
          !Ref AWS::NotificationARNs | []
          !Ref AWS::StackName | "shop"
          !GetAtt Other.Arn | "att-Other-Arn"
          !GetAtt [Other, Outputs.Url] | "att-Other-Outputs.Url"
          {Fn::GetAtt: [Other, !Ref Env]} | "att-Other-dev"
          {Fn::GetAtt: Other.Arn} | "att-Other-Arn"
          !Sub "${Env}-${Size}-${Other}-${Other.Arn}-${AWS::Region}-${!Literal}" | "dev-512-ref-Other-att-Other-Arn-eu-west-1-${Literal}"
          !Sub ["${a}-${Env}", {a: !GetAtt Other.Arn}] | "att-Other-Arn-dev"
          !Join ["/", [a, !Ref Env, 3]] | "a/dev/3"
          !Join [",", !Ref Many] | "a,b,c"
          !Select [1, [a, b]] | "b"
          !Select ["2", !Ref Many] | "c"
          !Select [0, !Split ["-", "a-b"]] | "a"
          !Split ["/", "a//b"] | ["a","","b"]
          !FindInMap [Regions, !Ref AWS::Region, name] | "Ireland"
          !FindInMap [Regions, eu-west-1, list] | ["x","y"]
          !FindInMap [Regions, mars, name, {DefaultValue: far}] | "far"
          !Base64 dev | "ZGV2"
          !ImportValue there | "imported"
          !If [Dev, 1, 2] | 1
          !If [Prod, 1, 2] | 2
          !If [Both, 1, !If [Either, {a: !Ref Env}, 3]] | {"a":"dev"}
          {a: !If [Prod, 1, !Ref AWS::NoValue], b: !If [Big, 2, 3]} | {"b":2}
          [1, !If [Prod, 2, !Ref AWS::NoValue], !Ref AWS::NoValue] | [1]
          !Join ["-", [a, !If [Prod, b, !Ref AWS::NoValue]]] | "a"
          """)
  void resolves(String written, String value) {
    assertThat(Written.property(directory, REST, written).value()).isEqualTo(json(value));
  }

  @Test
  void leavesOutAPropertyThatIsNoValue() {
    assertThat(Written.property(directory, REST, "!Ref AWS::NoValue").value().isMissingNode())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Nothing | Ref: there is no resource or parameter Nothing
          !GetAtt Nothing.Arn | Fn::GetAtt: there is no resource or parameter Nothing
          !GetAtt Other.Unknown | Fn::GetAtt: Other has no attribute Unknown
          !GetAtt Other | Fn::GetAtt must be a resource and an attribute
          !Sub "${Nothing.Arn}" | Fn::Sub: there is no resource or parameter Nothing
          !Sub "${a b}" | Fn::Sub has the malformed reference ${a b}
          !Sub [x] | Fn::Sub must be a text and a mapping of variables
          !Join [a] | Fn::Join must be a delimiter and a list
          !Join ["-", a] | Fn::Join needs a list of values
          !Join ["-", [{a: b}]] | Fn::Join needs texts: a value is a mapping
          !Select [3, [a]] | Fn::Select has no item 3
          !FindInMap [Regions, mars, name] | Fn::FindInMap finds no Regions.mars.name in Mappings
          !ImportValue missing | Fn::ImportValue: no stack exports missing
          !If [Nope, 1, 2] | there is no condition Nope
          !If [Dev, 1] | Fn::If must be a list of a condition and two values
          !Length [a] | Fn::Length is not supported here
          {Fn::Foo: 1} | Fn::Foo is not supported here
          !Cidr [a, b, c] | Fn::Cidr is not supported here
          !Equals [a, b] | Fn::Equals is not supported here
          """)
  void refusesWithFileAndLine(String written, String reason) {
    Written.property(directory, REST, written).refused(100, reason);
  }

  @Test
  void refusesMalformedConditions() {
    refusedCondition("A: !Equals [a]", "Fn::Equals must be a list of two values");
    refusedCondition(
        "A: yes", "is no condition: Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
    refusedCondition("A: !Not [!Condition B]", "there is no condition B");
    refusedCondition("A: !Condition A", "conditions depend on each other: A -> A");
    refusedCondition(
        "A: !Equals [!Ref It, a]",
        "Ref: It is no parameter, and a condition cannot refer to resources");
    refusedCondition(
        "A: !Join [a, b]", "is no condition: Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
  }

  private void refusedCondition(String condition, String reason) {
    Written.in(directory, "Conditions:\n  " + condition + "\nResources: {It: {Type: A}}\n")
        .refused(2, reason);
  }
}
