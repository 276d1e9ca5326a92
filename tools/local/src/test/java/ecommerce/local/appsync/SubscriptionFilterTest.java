package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionFilterTest {

  private static final JsonNode EVENT =
      Json.read(
          "{\"s\": \"hello\", \"n\": 5, \"d\": 2.50, \"b\": true, \"none\": null, \"l\": [\"x\","
              + " \"y\"], \"a\": {\"b\": {\"c\": 1}}}");

  private static SubscriptionFilter one(String field, String operator, String value) {
    return SubscriptionFilter.of(
            Json.read(
                "{\"filterGroup\": [{\"filters\": [{\"fieldName\": \""
                    + field
                    + "\", \"operator\": \""
                    + operator
                    + "\", \"value\": "
                    + value
                    + "}]}]}"))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s | eq | \"hello\" | true",
        "s | eq | \"Hello\" | false",
        "b | eq | true | true",
        "d | eq | 2.5 | true",
        "n | eq | \"5\" | false",
        "s | ne | \"x\" | true",
        "n | ne | 5.0 | false",
        "n | le | 5 | true",
        "n | lt | 5 | false",
        "n | ge | 5 | true",
        "n | gt | 4.9 | true",
        "n | gt | \"4\" | false",
        "s | lt | \"i\" | true",
        "s | contains | \"ell\" | true",
        "l | contains | \"x\" | true",
        "l | contains | \"z\" | false",
        "l | notContains | \"z\" | true",
        "s | notContains | \"ell\" | false",
        "s | beginsWith | \"he\" | true",
        "s | beginsWith | \"lo\" | false",
        "n | in | [1, 5] | true",
        "n | in | [] | false",
        "n | notIn | [1, 5] | false",
        "n | between | [5, 6] | true",
        "n | between | [6, 7] | false",
        "s | between | [\"a\", \"z\"] | true",
        "l | containsAny | [\"q\", \"y\"] | true",
        "l | containsAny | [\"q\"] | false",
        "a.b.c | eq | 1 | true",
        "a.b.x | eq | 1 | false",
        "none | eq | \"\" | false",
        "gone | ne | 1 | true",
        "gone | gt | 1 | false",
        "gone | notIn | [1] | true"
      })
  void comparesAsEachOperatorSays(String field, String operator, String value, boolean holds) {
    assertThat(one(field, operator, value).matches(EVENT)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s | like | 1",
        "s | eq | null",
        "s | eq | [1]",
        "s | in | 1",
        "s | in | [1,2,3,4,5,6]",
        "s | between | [1]",
        "a.b.c.d.e.f | eq | 1"
      })
  void refusesWhatAppSyncDoesNotTake(String field, String operator, String value) {
    assertThatThrownBy(() -> one(field, operator, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void handlersMakeFiltersOfObjects() {
    String code =
        "import { util } from '@aws-appsync/utils';\n"
            + "export function request(ctx) { return [util.transform.toSubscriptionFilter({ a: {"
            + " eq: 1, gt: 0 }, or: [{ b: { in: [1] } }, { c: { ne: 2 } }], x: { eq: 1 } }, ['x'],"
            + " { d: { eq: 3 }, e: { eq: 4 } }), util.transform.toSubscriptionFilter({ and: [{ a: {"
            + " eq: 1 } }, { b: { eq: 2 } }] }), util.transform.toSubscriptionFilter({})]; }\n"
            + "export function response(ctx) { return null; }\n";
    try (Scripts scripts = new Scripts(InstantSource.system())) {
      JsonNode made =
          HandlerOutcome.of(scripts.run(ResolverCode.of("x.js", code), "request", "{}")).value();
      String a = "{\"fieldName\":\"a\",\"operator\":\"eq\",\"value\":1},";
      String first =
          a
              + "{\"fieldName\":\"a\",\"operator\":\"gt\",\"value\":0},"
              + "{\"fieldName\":\"b\",\"operator\":\"in\",\"value\":[1]},"
              + "{\"fieldName\":\"d\",\"operator\":\"eq\",\"value\":3}";
      assertThat(made.at("/0/filterGroup/0/filters").toString()).isEqualTo("[" + first + "]");
      assertThat(made.at("/0/filterGroup")).hasSize(4);
      assertThat(made.at("/1/filterGroup/0/filters").toString())
          .isEqualTo("[" + a + "{\"fieldName\":\"b\",\"operator\":\"eq\",\"value\":2}]");
      assertThat(made.at("/2/filterGroup")).isEmpty();
    }
  }

  @Test
  void extensionsAreOnlyForTheHandlersThatAppSyncNames() {
    String code =
        "import { extensions } from '@aws-appsync/utils';\n"
            + "export function request(ctx) { extensions.setSubscriptionFilter(null); return {};"
            + " }\n"
            + "export function response(ctx) { return null; }\n";
    try (Scripts scripts = new Scripts(InstantSource.system())) {
      String context = "{\"info\": {\"parentTypeName\": \"Subscription\"}}";
      HandlerOutcome outcome =
          HandlerOutcome.of(scripts.run(ResolverCode.of("x.js", code), "request", context));
      assertThat(outcome.error().message())
          .contains("can only be used in the response handler of a subscription");
    }
  }
}
