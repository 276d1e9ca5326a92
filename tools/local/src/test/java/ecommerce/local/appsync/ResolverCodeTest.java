package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverCodeTest {

  private static final Scripts SCRIPTS =
      new Scripts(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z")));

  @AfterAll
  static void close() {
    SCRIPTS.close();
  }

  /** A handler with one statement. */
  private static String code(String statement) {
    return "import { util, runtime } from '@aws-appsync/utils';\n"
        + "import * as ddb from '@aws-appsync/utils/dynamodb';\n"
        + "export function request(ctx) {\n"
        + "  "
        + statement
        + "\n}\nexport const response = (ctx) => ctx.result;\n";
  }

  private static HandlerOutcome run(String statement) {
    String context =
        "{\"arguments\": {\"a\": 1, \"b\": [1, 2], \"s\": \"x\"}, \"stash\": {\"k\": 1},"
            + " \"identity\": {\"sub\": \"u\"}, \"authType\": \"API_KEY\"}";
    return HandlerOutcome.of(
        SCRIPTS.run(ResolverCode.of("x.js", code(statement)), "request", context));
  }

  private static JsonNode value(String expression) {
    HandlerOutcome outcome = run("return " + expression + ";");
    assertThat(outcome.kind())
        .as(String.valueOf(outcome.error()))
        .isEqualTo(HandlerOutcome.Kind.VALUE);
    return outcome.value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "throw 1; | throw",
        "try { return 1; } catch (e) { return 2; } | try",
        "while (true) {} | while",
        "do {} while (true); | do",
        "for (let i = 0; i < 3; i += 1) {} | for (",
        "for (const x of [1]) { continue; } | continue",
        "class A {} | class",
        "const f = async () => 1; | async",
        "function* g() {} | generator",
        "return /a/; | regular expression",
        "return new Date(); | new",
        "return 'a' in ctx; | operator in",
        "return ctx instanceof Object; | instanceof",
        "let i = 0; i++; | ++",
        "return ~1; | ~",
        "return this; | this",
        "return import('x'); | import",
        "return fetch('x'); | fetch",
        "return eval('1'); | eval",
        "outer: for (const x of [1]) { break outer; } | label",
        "return (; | syntax error"
      })
  void refusesWhatAppSyncDoesNotTake(String statement, String what) {
    assertThatThrownBy(() -> ResolverCode.of("x.js", code(statement)))
        .isInstanceOf(CodeError.class)
        .hasMessageStartingWith("x.js:4:")
        .hasMessageContaining(what);
  }

  @Test
  void refusesForeignModulesAndMissingHandlers() {
    assertThatThrownBy(
            () ->
                ResolverCode.of(
                    "x.js",
                    "import { a } from './shared.js';\n"
                        + "export function request() {}\n"
                        + "export function response() {}"))
        .hasMessageContaining("x.js:1:1: module ./shared.js cannot be imported");
    assertThatThrownBy(() -> ResolverCode.of("x.js", "export function request() {}"))
        .hasMessageContaining("no function response");
  }

  @Test
  void takesWhatAppSyncTakes() {
    assertThat(value("ctx.args.b.map((x) => x * 2).filter((x) => x > 2)").toString())
        .isEqualTo("[4]");
    assertThat(value("`${ctx.args?.s ?? 'none'}${ctx.nothing?.at ?? '!'}`").asText())
        .isEqualTo("x!");
    assertThat(
            run("let sum = 0; for (const x of ctx.args.b) { sum += x; } for (const k in { p: 1 }) {"
                    + " sum += 10; } return sum;")
                .value()
                .asInt())
        .isEqualTo(13);
    assertThat(
            run("const { a, ...rest } = ctx.args; switch (a) { case 1: return { ...rest, load: 1,"
                    + " process: [] }; default: return null; }")
                .value()
                .has("load"))
        .isTrue();
    String named =
        "import { get as one } from \"@aws-appsync/utils/dynamodb\"\n"
            + "function request() { return one({ key: { id: 'a' } }) }\n"
            + "const response = () => 1\n"
            + "export { request, response }\n";
    assertThat(
            HandlerOutcome.of(
                    SCRIPTS.run(ResolverCode.of("n.js", named), "request", "{\"arguments\": {}}"))
                .value()
                .toString())
        .isEqualTo("{\"operation\":\"GetItem\",\"key\":{\"id\":{\"S\":\"a\"}}}");
  }

  @Test
  void hasTheUtilitiesOfAppSync() {
    assertThat(value("util.time.nowISO8601()").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(value("util.time.nowEpochSeconds()").asLong()).isEqualTo(1767323045);
    assertThat(value("util.time.nowFormatted('yyyy-MM-dd HH:mm', 'Europe/Helsinki')").asText())
        .isEqualTo("2026-01-02 05:04");
    assertThat(
            value("util.time.parseISO8601ToEpochMilliSeconds('1970-01-01T00:00:01+00:00')")
                .asLong())
        .isEqualTo(1000);
    assertThat(value("util.autoId()").asText()).matches("[0-9a-f-]{36}");
    assertThat(value("util.autoUlid()").asText()).hasSize(26);
    assertThat(value("util.autoKsuid()").asText()).hasSize(27);
    assertThat(value("util.base64Decode(util.base64Encode('ä'))").asText()).isEqualTo("ä");
    assertThat(value("util.urlEncode('a b&')").asText()).isEqualTo("a+b%26");
    assertThat(value("util.matches('a*b', 'aaab')").asBoolean()).isTrue();
    assertThat(value("util.authType()").asText()).isEqualTo("API Key Authorization");
    assertThat(
            value(
                    "util.dynamodb.toMapValues({ a: 1, b: ['x', null, true], c: { d: 1.5 }, e:"
                        + " undefined })")
                .toString())
        .isEqualTo(
            "{\"a\":{\"N\":\"1\"},\"b\":{\"L\":[{\"S\":\"x\"},{\"NULL\":true},{\"BOOL\":true}]},\"c\":{\"M\":{\"d\":{\"N\":\"1.5\"}}}}");
    assertThat(
            value(
                    "JSON.parse(util.transform.toDynamoDBFilterExpression({ a: { gt: 1,"
                        + " attributeExists: true }, or: [{ b: { in: ['x', 'y'] } }, { not: { c: {"
                        + " beginsWith: 'z' } } }] }))")
                .toString())
        .isEqualTo(
            "{\"expression\":\"((#filterName_1 > :filterValue_1) AND"
                + " (attribute_exists(#filterName_1)) AND ((#filterName_2 IN (:filterValue_2,"
                + " :filterValue_3)) OR (NOT (begins_with(#filterName_3, :filterValue_4)))))\","
                + "\"expressionNames\":{\"#filterName_1\":\"a\",\"#filterName_2\":\"b\",\"#filterName_3\":\"c\"},"
                + "\"expressionValues\":{\":filterValue_1\":{\"N\":\"1\"},\":filterValue_2\":{\"S\":\"x\"},\":filterValue_3\":{\"S\":\"y\"},\":filterValue_4\":{\"S\":\"z\"}}}");
    assertThat(
            value(
                    "ddb.update({ key: { id: 'a' }, update: { n: ddb.operations.increment(2), gone:"
                        + " ddb.operations.remove(), s: 'x' }, condition: { id: { attributeExists:"
                        + " true } } })")
                .toString())
        .contains(
            "\"expression\":\"SET #upName_1 = if_not_exists(#upName_1, :upValue_1) + :upValue_2,"
                + " #upName_3 = :upValue_3 REMOVE #upName_2\"")
        .contains(
            "\"condition\":{\"expression\":\"(attribute_exists(#condName_1))\",\"expressionNames\":{\"#condName_1\":\"id\"}}");
  }

  @Test
  void endsWithErrorsAsAppSyncDoes() {
    HandlerOutcome error =
        run(
            "util.appendError('first', 'A'); util.error('no', 'Type', { d: 1 }, { i: 2 }); return"
                + " 1;");
    assertThat(error.error().toString())
        .isEqualTo("ResolverError[type=Type, message=no, data={\"d\":1}, errorInfo={\"i\":2}]");
    assertThat(error.appended()).hasSize(1);
    assertThat(run("util.unauthorized(); return 1;").error().type()).isEqualTo("Unauthorized");
    assertThat(run("return ctx.nothing.at;").error().message())
        .contains("TypeError")
        .contains("x.js:4");
    assertThat(run("return util.xml.toMap('<a/>');").error().message())
        .isEqualTo("util.xml.toMap is not supported by this environment");
    assertThat(run("runtime.earlyReturn({ e: 1 }); return 2;").value().toString())
        .isEqualTo("{\"e\":1}");
  }

  @Test
  void carriesNothingFromOneCallToTheNext() {
    assertThat(run("ctx.stash.more = 2; return 1;").stash().toString())
        .isEqualTo("{\"k\":1,\"more\":2}");
    assertThat(run("util.evil = 1; return 1;").error().message()).contains("TypeError");
    assertThat(run("Object.prototype.evil = 1; return 1;").error().message()).contains("TypeError");
    assertThat(run("globalThis.evil = 1; return 1;").error().message()).contains("TypeError");
    assertThat(
            run("return typeof globalThis.Function + typeof globalThis.eval + typeof"
                    + " globalThis.Java;")
                .value()
                .asText())
        .isEqualTo("undefinedundefinedundefined");
    assertThat(run("return ({}).constructor.constructor('return 1')();").error().message())
        .contains("Error");
  }

  @Test
  void stopsHandlersThatRunAway() {
    String endless =
        "let x = [1]; for (const a of x) { x.push(1); if (x.length > 100000000) { return 1; } }"
            + " return 2;";
    assertThat(run(endless).error().message()).contains("too many steps");
    assertThat(value("1").asInt()).isEqualTo(1);
  }
}
