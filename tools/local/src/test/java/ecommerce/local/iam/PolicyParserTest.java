package ecommerce.local.iam;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IDENTITY | {                                                                                   | invalid Json
          IDENTITY | []                                                                                  | must be a JSON object
          IDENTITY | {'Version':'2012-10-17'}                                                            | no Statement
          IDENTITY | {'Version':'2020-01-01','Statement':[]}                                             | 2020-01-01
          IDENTITY | {'Statement':[{'Effect':'Perhaps','Action':'a:B','Resource':'*'}]}                  | Perhaps
          IDENTITY | {'Statement':[{'Effect':'Allow','Resource':'*'}]}                                   | must contain actions
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]}                       | must contain actions
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B'}]}                                   | must contain resources
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'GetItem','Resource':'*'}]}                | prefaced by a vendor
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'table'}]}                | ARN format
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','NotAction':'a:C','Resource':'*'}]}  | both Action and NotAction
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Principal':'*'}]}    | should not specify a principal
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Conditions':{}}]}    | unknown field Conditions
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'StringIs':{'a':'b'}}}]} | Invalid Condition type : StringIs
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'NullIfExists':{'a':'true'}}}]} | Invalid Condition type
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'NumericEquals':{'a':'b'}}}]} | not valid for the condition NumericEquals
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'IpAddress':{'a':'1.2.3.4/99'}}}]} | not valid for the condition IpAddress
          IDENTITY | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'DateLessThan':{'a':'soon'}}}]} | not valid for the condition DateLessThan
          IDENTITY | {'Statement':[{'Sid':'A','Effect':'Allow','Action':'a:B','Resource':'*'},{'Sid':'A','Effect':'Allow','Action':'a:B','Resource':'*'}]} | must be unique
          IDENTITY | {'Statement':[],'Statement':[]}                                                     | Duplicate field
          RESOURCE | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*'}]}                    | field Principal
          RESOURCE | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Principal':{'AWS':'arn:aws:iam::0:role/x'}}]} | Invalid principal
          RESOURCE | {'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*','Principal':{'Service':'events'}}]} | Invalid principal
          TRUST    | {'Statement':[{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*','Principal':'*'}]} | prohibited field Resource
          """,
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '`')
  void refusesMalformedDocumentsSayingWhatIsWrong(PolicyKind kind, String document, String words) {
    assertThatExceptionOfType(MalformedPolicy.class)
        .isThrownBy(() -> PolicyParser.parse(document.replace('\'', '"'), kind))
        .withMessageContaining(words);
  }

  @Test
  void takesOneStatementWithoutAList() {
    String document =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"Service": ["lambda.amazonaws.com"], "AWS": ["123456789012", "arn:aws:iam::123456789012:user/x"]}}}
        """;
    assertThatNoException().isThrownBy(() -> PolicyParser.parse(document, PolicyKind.TRUST));
  }
}
