package ecommerce.local.template;

import static ecommerce.local.template.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {Type: String} | x | "x"
          {Type: Number} | 12 | 12
          {Type: Number} | 1.5 | 1.5
          {Type: List<Number>} | 1, 2 | [1,2]
          {Type: CommaDelimitedList} | a,,b | ["a","","b"]
          {Type: List<String>} | a,b | ["a","b"]
          {Type: AWS::EC2::VPC::Id} | vpc-1 | "vpc-1"
          {Type: AWS::SSM::Parameter::Name} | /known | "/known"
          {Type: AWS::SSM::Parameter::Value<String>} | /known | "from-ssm"
          {Type: AWS::SSM::Parameter::Value<List<String>>} | /known | ["from-ssm"]
          {Type: String, AllowedValues: [a, 1], Default: a} | 1 | "1"
          {Type: String, AllowedPattern: "[a-z]+", MinLength: 1, MaxLength: "3"} | abc | "abc"
          """)
  void takesGivenValues(String declared, String given, String value) {
    assertThat(template(declared).with(Map.of("P", given)).load().parameters().get("P"))
        .isEqualTo(json(value));
  }

  @Test
  void takesDefaults() {
    assertThat(template("{Type: Number, Default: 3}").load().parameters())
        .containsEntry("P", json("3"));
    assertThat(template("{Type: String, Default: yes}").load().parameters())
        .containsEntry("P", json("\"true\""));
    assertThat(
            template("{Type: AWS::SSM::Parameter::Value<String>, Default: /known}")
                .load()
                .parameters())
        .containsEntry("P", json("\"from-ssm\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {Type: Number} | x | is not a number: x
          {Type: List<Number>} | 1,x | is not a number: x
          {Type: String, AllowedValues: [a, b]} | c | is not one of a, b: c
          {Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: small letters} | A | does not match [a-z]+: A (small letters)
          {Type: String, AllowedPattern: "[a-z]+", NoEcho: true} | A | does not match [a-z]+
          {Type: String, MinLength: 2} | a | is shorter than 2: a
          {Type: String, MaxLength: 2} | aaa | is longer than 2: aaa
          {Type: Number, MinValue: 2} | 1 | is below 2: 1
          {Type: Number, MaxValue: 2} | 3 | is above 2: 3
          {Type: AWS::SSM::Parameter::Value<String>} | /missing | asks for the Systems Manager parameter /missing, which does not exist
          {Type: Strin} | a | has the Type Strin, which is not supported
          {Default: a} | a | has no Type
          {Type: String, Foo: 1} | a | has Foo, which is not supported
          """)
  void refusesWrongValues(String declared, String given, String reason) {
    template(declared).with(Map.of("P", given)).refused(2, "parameter P " + reason);
  }

  @Test
  void refusesMissingAndUnknownParameters() {
    template("{Type: String}").refused(2, "parameter P has no value and no Default");
    template("{Type: String, Default: a}")
        .with(Map.of("Q", "a"))
        .refused(1, "there is no parameter Q");
  }

  private Written template(String declared) {
    return Written.in(
        directory, "Parameters:\n  P: " + declared + "\nResources: {It: {Type: A}}\n");
  }
}
