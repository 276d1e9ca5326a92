package ecommerce.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.local.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/worker";
  private static final Identity SESSION =
      new Identity.RoleSession(ROLE, "arn:aws:sts::000000000000:assumed-role/worker/one", "ASIA");
  private static final Identity RULE =
      new Identity.Service(
          "events.amazonaws.com", "arn:aws:events:eu-west-1:000000000000:rule/r", "000000000000");
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";

  private static Verdict ask(
      PolicyKind kind,
      String statements,
      Identity caller,
      String action,
      String resource,
      Map<String, List<String>> context) {
    Policy policy =
        PolicyParser.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", kind);
    return Policy.evaluate(
        List.of(new Policy.Named("p", policy)),
        new PolicyRequest(caller, action, resource, new RequestContext(context)));
  }

  private static Verdict identity(String statements, String action, String resource) {
    return ask(PolicyKind.IDENTITY, statements, SESSION, action, resource, Map.of());
  }

  private static boolean condition(String condition, Map<String, List<String>> context) {
    String statement =
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
            + condition.replace('\'', '"')
            + "}";
    return ask(PolicyKind.IDENTITY, statement, SESSION, "a:B", "*", context)
        instanceof Verdict.Allowed;
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb:GetItem, arn:aws:dynamodb:eu-west-1:000000000000:table/orders, true",
    "DynamoDB:getitem, arn:aws:dynamodb:eu-west-1:000000000000:table/orders, true",
    "dynamodb:GetRecords, arn:aws:dynamodb:eu-west-1:000000000000:table/orders, false",
    "dynamodb:GetItem, arn:aws:dynamodb:eu-west-1:000000000000:table/orders/index/user, false",
    "dynamodb:Query, arn:aws:dynamodb:eu-west-1:000000000000:table/orders/index/user, true",
    "dynamodb:Query, arn:aws:dynamodb:eu-west-1:000000000000:table/ordersX, false",
    "s3:GetObject, arn:aws:dynamodb:eu-west-1:000000000000:table/orders, false",
  })
  void allowsWhatAStatementNamesAndNothingElse(String action, String resource, boolean allowed) {
    String statements =
        "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetIte?\",\"Resource\":\""
            + TABLE
            + "\"},"
            + "{\"Effect\":\"Allow\",\"Action\":[\"dynamodb:Q*\"],\"Resource\":[\""
            + TABLE
            + "/index/*\"]}";
    assertThat(identity(statements, action, resource) instanceof Verdict.Allowed)
        .isEqualTo(allowed);
  }

  @Test
  void anExplicitDenialWinsWhateverTheOrder() {
    String allow = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
    String deny =
        "{\"Sid\":\"NoDeletes\",\"Effect\":\"Deny\",\"Action\":\"dynamodb:Delete*\",\"Resource\":\"*\"}";
    assertThat(identity(allow + "," + deny, "dynamodb:DeleteItem", TABLE))
        .isEqualTo(new Verdict.Denied("p NoDeletes"));
    assertThat(identity(deny + "," + allow, "dynamodb:DeleteItem", TABLE))
        .isEqualTo(new Verdict.Denied("p NoDeletes"));
    assertThat(identity(deny + "," + allow, "dynamodb:PutItem", TABLE))
        .isEqualTo(new Verdict.Allowed("p #2"));
  }

  @Test
  void notActionAndNotResourceExclude() {
    String statement =
        "{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"NotResource\":\"" + TABLE + "\"}";
    assertThat(identity(statement, "iam:GetRole", "*")).isInstanceOf(Verdict.Silent.class);
    assertThat(identity(statement, "dynamodb:GetItem", TABLE)).isInstanceOf(Verdict.Silent.class);
    assertThat(identity(statement, "dynamodb:GetItem", TABLE + "2"))
        .isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void variablesTakeTheirValueFromTheRequestAndTheirWildcardsAreText() {
    String statement =
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}/*\"}";
    Map<String, List<String>> star = Map.of("aws:username", List.of("*"));
    assertThat(ask(PolicyKind.IDENTITY, statement, SESSION, "s3:Get", "arn:aws:s3:::b/*/x", star))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(ask(PolicyKind.IDENTITY, statement, SESSION, "s3:Get", "arn:aws:s3:::b/ann/x", star))
        .isInstanceOf(Verdict.Silent.class);
    assertThat(identity(statement, "s3:Get", "arn:aws:s3:::b/ann/x"))
        .isInstanceOf(Verdict.Silent.class);
    String defaulted = statement.replace("username}", "username, 'nobody'}");
    assertThat(identity(defaulted, "s3:Get", "arn:aws:s3:::b/nobody/x"))
        .isInstanceOf(Verdict.Allowed.class);
    String literal = statement.replace("${aws:username}", "${*}");
    assertThat(identity(literal, "s3:Get", "arn:aws:s3:::b/*/x"))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(identity(literal, "s3:Get", "arn:aws:s3:::b/ann/x"))
        .isInstanceOf(Verdict.Silent.class);
  }

  @Test
  void principalsOfResourcePoliciesAreMatched() {
    assertThat(resource("\"*\"", new Identity.Anonymous())).isInstanceOf(Verdict.Allowed.class);
    assertThat(resource("{\"AWS\":\"*\"}", SESSION)).isInstanceOf(Verdict.Allowed.class);
    assertThat(resource("{\"AWS\":\"" + ROLE + "\"}", SESSION)).isInstanceOf(Verdict.Allowed.class);
    assertThat(resource("{\"AWS\":\"" + SESSION.arn() + "\"}", SESSION))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(resource("{\"AWS\":\"" + ROLE + "2\"}", SESSION)).isInstanceOf(Verdict.Silent.class);
    assertThat(resource("{\"AWS\":\"000000000000\"}", SESSION))
        .isInstanceOf(Verdict.Delegated.class);
    assertThat(resource("{\"AWS\":\"arn:aws:iam::000000000000:root\"}", SESSION))
        .isInstanceOf(Verdict.Delegated.class);
    assertThat(resource("{\"AWS\":\"111111111111\"}", SESSION)).isInstanceOf(Verdict.Silent.class);
    assertThat(resource("{\"Service\":\"events.amazonaws.com\"}", RULE))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(resource("{\"Service\":[\"sns.amazonaws.com\"]}", RULE))
        .isInstanceOf(Verdict.Silent.class);
    assertThat(resource("{\"AWS\":\"000000000000\"}", RULE)).isInstanceOf(Verdict.Silent.class);
  }

  private static Verdict resource(String principal, Identity caller) {
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":"
            + principal
            + ",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}";
    return ask(
        PolicyKind.RESOURCE,
        statement,
        caller,
        "sqs:SendMessage",
        "arn:aws:sqs:eu-west-1:000000000000:q",
        Map.of());
  }

  @Test
  void notPrincipalNamesAllOthers() {
    String statement =
        "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\""
            + ROLE
            + "\"},\"Action\":\"*\",\"Resource\":\"*\"}";
    assertThat(ask(PolicyKind.RESOURCE, statement, SESSION, "a:B", "*", Map.of()))
        .isInstanceOf(Verdict.Silent.class);
    assertThat(ask(PolicyKind.RESOURCE, statement, RULE, "a:B", "*", Map.of()))
        .isInstanceOf(Verdict.Denied.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'StringEquals':{'k':['a','b']}}                          | b                    | true
          {'StringEquals':{'k':'a'}}                                | A                    | false
          {'StringEquals':{'k':'a*'}}                               | ab                   | false
          {'StringEqualsIgnoreCase':{'k':'a'}}                      | A                    | true
          {'StringNotEquals':{'k':['a','b']}}                       | b                    | false
          {'StringNotEquals':{'k':['a','b']}}                       | c                    | true
          {'StringLike':{'k':'a*c?'}}                               | abbcd                | true
          {'StringNotLike':{'k':'a*'}}                              | abc                  | false
          {'NumericLessThan':{'k':'10'}}                            | 9.5                  | true
          {'NumericLessThan':{'k':10}}                              | 10                   | false
          {'NumericGreaterThanEquals':{'k':'10'}}                   | 10.0                 | true
          {'NumericNotEquals':{'k':'10'}}                           | 11                   | true
          {'NumericEquals':{'k':'10'}}                              | ten                  | false
          {'DateLessThan':{'k':'2025-06-01T00:00:00Z'}}             | 2025-05-31T23:59:59Z | true
          {'DateGreaterThan':{'k':'2025-06-01'}}                    | 2025-05-31T23:59:59Z | false
          {'DateEquals':{'k':'1735689600'}}                         | 2025-01-01T00:00:00Z | true
          {'Bool':{'k':'true'}}                                     | true                 | true
          {'Bool':{'k':true}}                                       | false                | false
          {'IpAddress':{'k':['10.0.0.0/8','192.168.1.1']}}          | 10.200.3.4           | true
          {'IpAddress':{'k':'10.0.0.0/8'}}                          | 11.0.0.1             | false
          {'NotIpAddress':{'k':'10.0.0.0/8'}}                       | 11.0.0.1             | true
          {'IpAddress':{'k':'2001:db8::/32'}}                       | 2001:db8::1          | true
          {'IpAddress':{'k':'2001:db8::/32'}}                       | 10.0.0.1             | false
          {'ArnLike':{'k':'arn:aws:events:*:*:rule/r*'}}            | arn:aws:events:eu:1:rule/r1 | true
          {'ArnEquals':{'k':'arn:aws:events:*:rule/r'}}             | arn:aws:events:eu:1:rule/r  | false
          {'ArnNotLike':{'k':'arn:aws:sns:*:*:*'}}                  | arn:aws:events:eu:1:rule/r  | true
          {'Null':{'k':'true'}}                                     | x                    | false
          {'Null':{'k':'false'}}                                    | x                    | true
          """)
  void conditionOperatorsCompare(String condition, String value, boolean holds) {
    assertThat(condition(condition, Map.of("k", List.of(value)))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'StringEquals':{'k':'a'}}               | false
          {'StringNotEquals':{'k':'a'}}            | true
          {'StringEqualsIfExists':{'k':'a'}}       | true
          {'Bool':{'k':'false'}}                   | false
          {'BoolIfExists':{'k':'true'}}            | true
          {'Null':{'k':'true'}}                    | true
          {'ForAllValues:StringEquals':{'k':'a'}}  | true
          {'ForAnyValue:StringEquals':{'k':'a'}}   | false
          """)
  void conditionsOnAKeyThatTheRequestLacks(String condition, boolean holds) {
    assertThat(condition(condition, Map.of())).isEqualTo(holds);
  }

  @Test
  void setOperatorsLookAtEveryValue() {
    Map<String, List<String>> context = Map.of("dynamodb:Attributes", List.of("a", "b"));
    assertThat(
            condition(
                "{'ForAllValues:StringEquals':{'dynamodb:attributes':['a','b','c']}}", context))
        .isTrue();
    assertThat(condition("{'ForAllValues:StringEquals':{'dynamodb:attributes':['a']}}", context))
        .isFalse();
    assertThat(condition("{'ForAnyValue:StringEquals':{'dynamodb:attributes':['a']}}", context))
        .isTrue();
    assertThat(condition("{'ForAnyValue:StringLike':{'dynamodb:attributes':['c*']}}", context))
        .isFalse();
    assertThat(condition("{'ForAllValues:StringNotEquals':{'dynamodb:attributes':['c']}}", context))
        .isTrue();
    assertThat(condition("{'ForAllValues:StringNotEquals':{'dynamodb:attributes':['a']}}", context))
        .isFalse();
    assertThat(condition("{'ForAnyValue:StringNotEquals':{'dynamodb:attributes':['a']}}", context))
        .isTrue();
  }

  @Test
  void allConditionsOfAStatementMustHold() {
    String both = "{'StringEquals':{'a':'1'},'Bool':{'b':'true'}}";
    assertThat(condition(both, Map.of("A", List.of("1"), "B", List.of("true")))).isTrue();
    assertThat(condition(both, Map.of("a", List.of("1"), "b", List.of("false")))).isFalse();
  }
}
