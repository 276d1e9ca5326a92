package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.TestPort;
import ecommerce.local.deploy.StackRequest;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.appsync.model.ApiKeyValidityOutOfBoundsException;
import software.amazon.awssdk.services.appsync.model.BadRequestException;
import software.amazon.awssdk.services.appsync.model.NotFoundException;

/** AWS's own client against AppSync on the port; and its resource types. */
class ControlPlaneTest {

  private static final String STEP =
      "export function request(ctx) { return { payload: { steps: [...(ctx.prev.result?.steps ??"
          + " []), ctx.stash.name] } }; }\n"
          + "export function response(ctx) { return ctx.result; }\n";

  @TempDir Path directory;
  private Shop shop;
  private Front front;
  private AppSyncClient client;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(directory);
    Dispatcher dispatcher =
        new Dispatcher(new SignatureAuthenticator(shop.iam, shop.timers), shop.iam);
    shop.appsync.services().forEach(dispatcher::add);
    front = new Front(dispatcher, "127.0.0.1", 0);
    shop.appsync.paths().forEach(front::add);
    front.bind();
    front.start();
    client =
        AppSyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + front.address().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    front.close();
    shop.close();
  }

  private String api() {
    return client
        .createGraphqlApi(r -> r.name("api").authenticationType("API_KEY"))
        .graphqlApi()
        .apiId();
  }

  private void schema(String api, String sdl) {
    client.startSchemaCreation(r -> r.apiId(api).definition(SdkBytes.fromUtf8String(sdl)));
  }

  private JsonNode ask(String api, String key, String query, String slash) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + front.address().getPort()
                + "/appsync-api/"
                + api
                + "/graphql"
                + slash);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-Api-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Json.read(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  @Test
  void aPipelineIsMadeAskedAndRemoved() throws Exception {
    String api = api();
    schema(
        api,
        "type Query { steps(name: String): Steps  plain: String }\ntype Steps { steps: [String] }");
    assertThat(client.getSchemaCreationStatus(r -> r.apiId(api)).statusAsString())
        .isEqualTo("SUCCESS");
    assertThat(
            client.getIntrospectionSchema(r -> r.apiId(api).format("SDL")).schema().asUtf8String())
        .contains("type Steps");
    client.createDataSource(r -> r.apiId(api).name("none").type("NONE"));
    String function =
        client
            .createFunction(
                r ->
                    r.apiId(api)
                        .name("step")
                        .dataSourceName("none")
                        .code(STEP)
                        .runtime(x -> x.name("APPSYNC_JS").runtimeVersion("1.0.0")))
            .functionConfiguration()
            .functionId();
    client.createResolver(
        r ->
            r.apiId(api)
                .typeName("Query")
                .fieldName("steps")
                .kind("PIPELINE")
                .pipelineConfig(p -> p.functions(function, function))
                .runtime(x -> x.name("APPSYNC_JS").runtimeVersion("1.0.0"))
                .code(
                    "export function request(ctx) { ctx.stash.name = ctx.args.name; return {}; }\n"
                        + "export function response(ctx) { return ctx.prev.result; }"));
    String key = client.createApiKey(r -> r.apiId(api)).apiKey().id();
    assertThat(key).startsWith("da2-");
    for (String slash : new String[] {"", "/"}) {
      assertThat(ask(api, key, "{ steps(name: \\\"a\\\") { steps } }", slash).toString())
          .isEqualTo("{\"data\":{\"steps\":{\"steps\":[\"a\",\"a\"]}}}");
    }
    assertThat(
            client
                .getResolver(r -> r.apiId(api).typeName("Query").fieldName("steps"))
                .resolver()
                .kindAsString())
        .isEqualTo("PIPELINE");
    assertThat(client.listResolvers(r -> r.apiId(api).typeName("Query")).resolvers()).hasSize(1);
    assertThatThrownBy(() -> client.deleteFunction(r -> r.apiId(api).functionId(function)))
        .isInstanceOf(BadRequestException.class);
    client.deleteApiKey(r -> r.apiId(api).id(key));
    assertThat(ask(api, key, "{ plain }", "").path("errors").get(0).path("errorType").asText())
        .isEqualTo("UnauthorizedException");
    client.deleteGraphqlApi(r -> r.apiId(api));
    assertThatThrownBy(() -> client.getGraphqlApi(r -> r.apiId(api)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void subscriptionsAreNotServedAsHttpRequests() throws Exception {
    String api = api();
    schema(
        api,
        "type Query { a: Int! }\n"
            + "type Mutation { b: String }\n"
            + "type Subscription { changed: String @aws_subscribe(mutations: [\"b\"]) }");
    String key = client.createApiKey(r -> r.apiId(api)).apiKey().id();
    assertThat(
            ask(api, key, "subscription { changed }", "")
                .path("errors")
                .get(0)
                .path("message")
                .asText())
        .isEqualTo("Subscriptions are served over WebSocket, not as an HTTP request");
    JsonNode missing = ask(api, key, "{ a }", "");
    assertThat(missing.path("data").isNull()).isTrue();
    assertThat(missing.path("errors").get(0).path("message").asText())
        .isEqualTo("Cannot return null for non-nullable type: 'Int' within parent 'Query' (/a)");
  }

  @Test
  void takesSignedRequestsWhereTheApiHasIam() throws Exception {
    String api =
        client
            .createGraphqlApi(r -> r.name("iam").authenticationType("AWS_IAM"))
            .graphqlApi()
            .apiId();
    schema(api, "type Query { a: String }");
    assertThat(signed(api, "test").statusCode()).isEqualTo(200);
    assertThat(signed(api, "test").body()).isEqualTo("{\"data\":{\"a\":null}}");
    assertThat(signed(api, "wrong").statusCode()).isEqualTo(401);
  }

  private java.net.http.HttpResponse<String> signed(String api, String secret) throws Exception {
    byte[] body = "{\"query\": \"{ a }\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    SdkHttpRequest plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(
                URI.create(
                    "http://127.0.0.1:"
                        + front.address().getPort()
                        + "/appsync-api/"
                        + api
                        + "/graphql"))
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsBasicCredentials.create("test", secret))
                        .request(plain)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "appsync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")) {
                request.header(name, values.getFirst());
              }
            });
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private String logsRole(String... actions) {
    String allowed = String.join("', '", actions);
    return shop.iam.resourceTypes().stream()
        .filter(type -> type.name().equals("AWS::IAM::Role"))
        .findFirst()
        .orElseThrow()
        .create(
            TestPort.desired(
                "LogsRole",
                "{'RoleName': 'logs', 'AssumeRolePolicyDocument': {'Version': '2012-10-17',"
                    + " 'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal':"
                    + " {'Service': 'appsync.amazonaws.com'}}]}, 'Policies': [{'PolicyName':"
                    + " 'write', 'PolicyDocument': {'Version': '2012-10-17', 'Statement':"
                    + " [{'Effect': 'Allow', 'Action': ['"
                    + allowed
                    + "'], 'Resource': 'arn:aws:logs:*:*:log-group:/aws/appsync/apis/*'}]}}]}"))
        .attribute("Arn");
  }

  private String loggedApi(String role) {
    return client
        .createGraphqlApi(
            r ->
                r.name("logged")
                    .authenticationType("API_KEY")
                    .logConfig(
                        log ->
                            log.fieldLogLevel("ERROR")
                                .excludeVerboseContent(true)
                                .cloudWatchLogsRoleArn(role)))
        .graphqlApi()
        .apiId();
  }

  @Test
  void writesNoLogThatItsRoleMayNotWrite() throws Exception {
    String api = loggedApi(logsRole("logs:CreateLogStream"));
    schema(api, "type Query { a: String }");
    String key = client.createApiKey(r -> r.apiId(api)).apiKey().id();

    assertThat(ask(api, key, "{ a }", "").has("data")).isTrue();

    assertThat(shop.logged).isEmpty();
  }

  @Test
  void logsAndMeasuresRequests() throws Exception {
    String api = loggedApi(logsRole("logs:CreateLogStream", "logs:PutLogEvents"));
    schema(api, "type Query { a: String }");
    String key = client.createApiKey(r -> r.apiId(api)).apiKey().id();
    ask(api, key, "{ a }", "");
    ask(api, key, "{ secret }", "");
    ask(api, "wrong", "{ a }", "");

    String group = "/aws/appsync/apis/" + api + " ";
    assertThat(shop.logged).hasSize(5).allMatch(line -> line.startsWith(group));
    assertThat(shop.logged.getFirst()).contains("RequestSummary", "\"statusCode\":200");
    assertThat(shop.logged.get(2)).contains("ExecutionError", "ValidationError");
    Map<String, String> dimensions = Map.of("GraphQLAPIId", api);
    assertThat(shop.metrics.values("Requests", dimensions)).hasSize(3);
    assertThat(shop.metrics.values("4XXError", dimensions)).containsExactly(0.0, 0.0, 1.0);
    assertThat(shop.metrics.values("Latency", dimensions)).hasSize(3);
  }

  @Test
  void refusesLogsThatItDoesNotWrite() {
    String role = logsRole("logs:PutLogEvents");
    for (String level : List.of("ALL", "DEBUG")) {
      assertThatThrownBy(
              () ->
                  client.createGraphqlApi(
                      r ->
                          r.name("api")
                              .authenticationType("API_KEY")
                              .logConfig(
                                  log ->
                                      log.fieldLogLevel(level)
                                          .excludeVerboseContent(true)
                                          .cloudWatchLogsRoleArn(role))))
          .hasMessageContaining(level);
    }
    assertThatThrownBy(
            () ->
                client.createGraphqlApi(
                    r ->
                        r.name("api")
                            .authenticationType("API_KEY")
                            .logConfig(
                                log ->
                                    log.fieldLogLevel("ERROR")
                                        .excludeVerboseContent(true)
                                        .cloudWatchLogsRoleArn(role + "-other"))))
        .hasMessageContaining("cloudWatchLogsRoleArn");
  }

  @Test
  void refusesWhatItCannotServe() {
    String api = api();
    schema(api, "type Query { a: Nothing }");
    assertThat(client.getSchemaCreationStatus(r -> r.apiId(api)).statusAsString())
        .isEqualTo("FAILED");
    assertThat(client.getSchemaCreationStatus(r -> r.apiId(api)).details())
        .contains("schema:1:")
        .contains("Nothing");
    schema(api, "type Query { a: String }");
    client.createDataSource(r -> r.apiId(api).name("none").type("NONE"));
    assertThatThrownBy(
            () ->
                client.createResolver(
                    r ->
                        r.apiId(api)
                            .typeName("Query")
                            .fieldName("a")
                            .dataSourceName("none")
                            .requestMappingTemplate("{}")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("VTL");
    assertThatThrownBy(
            () ->
                client.createResolver(
                    r ->
                        r.apiId(api)
                            .typeName("Query")
                            .fieldName("a")
                            .dataSourceName("none")
                            .runtime(x -> x.name("APPSYNC_JS").runtimeVersion("1.0.0"))
                            .code("export function request() {\n  throw 1;\n}")))
        .hasMessageContaining("code.js:2:3: throw");
    assertThatThrownBy(
            () ->
                client.createResolver(
                    r ->
                        r.apiId(api)
                            .typeName("Query")
                            .fieldName("b")
                            .dataSourceName("none")
                            .runtime(x -> x.name("APPSYNC_JS").runtimeVersion("1.0.0"))
                            .code(STEP)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                client.createDataSource(r -> r.apiId(api).name("rds").type("RELATIONAL_DATABASE")))
        .hasMessageContaining("RELATIONAL_DATABASE");
    assertThatThrownBy(() -> client.createApiKey(r -> r.apiId(api).expires(5L)))
        .isInstanceOf(ApiKeyValidityOutOfBoundsException.class);
    assertThatThrownBy(
            () -> client.createGraphqlApi(r -> r.name("x").authenticationType("OPENID_CONNECT")))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void aStackIsMadeChangedAndRemoved() throws Exception {
    Path template = directory.resolve("template.yaml");
    Files.writeString(directory.resolve("schema.graphql"), "type Query { a: Int }");
    Files.writeString(
        directory.resolve("a.js"),
        "export function request() { return { payload: 1 }; }\n"
            + "export function response(ctx) { return ctx.result; }");
    Files.writeString(
        template,
        """
        Resources:
          Api: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: x, AuthenticationType: API_KEY, Tags: [{Key: k, Value: v}]}}
          Schema: {Type: AWS::AppSync::GraphQLSchema, Properties: {ApiId: !GetAtt Api.ApiId, DefinitionS3Location: schema.graphql}}
          Key: {Type: AWS::AppSync::ApiKey, Properties: {ApiId: !GetAtt Api.ApiId}}
          None: {Type: AWS::AppSync::DataSource, Properties: {ApiId: !GetAtt Api.ApiId, Name: none, Type: NONE}}
          A:
            Type: AWS::AppSync::Resolver
            DependsOn: Schema
            Properties:
              ApiId: !GetAtt Api.ApiId
              TypeName: Query
              FieldName: a
              DataSourceName: !GetAtt None.Name
              Runtime: {Name: APPSYNC_JS, RuntimeVersion: 1.0.0}
              CodeS3Location: a.js
        """);
    StackRequest request = new StackRequest("stack", template, Map.of(), Map.of("stack", "yes"));
    shop.stacks.deploy(request);
    String api = client.listGraphqlApis().graphqlApis().getFirst().apiId();
    assertThat(client.getGraphqlApi(r -> r.apiId(api)).graphqlApi().tags()).containsEntry("k", "v");
    String key = client.listApiKeys(r -> r.apiId(api)).apiKeys().getFirst().id();
    assertThat(ask(api, key, "{ a }", "").toString()).isEqualTo("{\"data\":{\"a\":1}}");
    Files.writeString(
        directory.resolve("a.js"),
        "export function request() { return { payload: 2 }; }\n"
            + "export function response(ctx) { return ctx.result; }");
    shop.stacks.deploy(request);
    assertThat(ask(api, key, "{ a }", "").toString()).isEqualTo("{\"data\":{\"a\":2}}");
    Files.writeString(
        directory.resolve("a.js"),
        "export function request() {\n  while (true) {}\n}\nexport function response() {}");
    assertThatThrownBy(() -> shop.stacks.deploy(request)).hasMessageContaining("a.js:2:3: while");
    Files.writeString(directory.resolve("schema.graphql"), "type Query {\n  a: Nope\n}");
    assertThatThrownBy(() -> shop.stacks.deploy(request))
        .hasMessageContaining("schema.graphql:1:1:")
        .hasMessageContaining("Nope");
    assertThat(ask(api, key, "{ a }", "").path("data").path("a").asInt()).isEqualTo(2);
    shop.stacks.delete("stack");
    assertThat(client.listGraphqlApis().graphqlApis()).isEmpty();
  }
}
