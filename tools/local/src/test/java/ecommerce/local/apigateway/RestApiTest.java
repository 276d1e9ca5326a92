package ecommerce.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import ecommerce.local.AccessDenied;
import ecommerce.local.Identity;
import ecommerce.local.deploy.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.PutMode;

class RestApiTest {

  @TempDir Path directory;
  private Gateway gateway;
  private String api;

  @BeforeEach
  void deploys() throws Exception {
    gateway = new Gateway(directory);
    gateway.allowLogs();
    Resource made = gateway.type("AWS::ApiGateway::RestApi").create(Gateway.desired(restApi()));
    Resource deployment =
        gateway
            .type("AWS::ApiGateway::Deployment")
            .create(
                Gateway.desired(
                    "{\"RestApiId\": \"%s\", \"Description\": \"first\", \"StageName\": \"Stage\"}"
                        .formatted(made.physicalId())));
    gateway
        .type("AWS::ApiGateway::Stage")
        .create(
            Gateway.desired(
                """
                {"RestApiId": "%s", "DeploymentId": "%s", "StageName": "dev", "Variables": {"colour": "red"},
                 "AccessLogSetting": {"DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:access",
                                      "Format": "$context.requestId $context.httpMethod $context.status"}}\
                """
                    .formatted(made.physicalId(), deployment.physicalId())));
    api = made.physicalId();
  }

  @AfterEach
  void stops() throws Exception {
    gateway.close();
  }

  private static ObjectNode document() throws IOException {
    try (InputStream yaml = RestApiTest.class.getResourceAsStream("/apigateway/shop.yaml")) {
      return Documents.parse(yaml.readAllBytes());
    }
  }

  private static ObjectNode restApi() throws IOException {
    ObjectNode properties = Gateway.JSON.createObjectNode();
    properties.set("Body", document());
    properties.putObject("EndpointConfiguration").putArray("Types").add("REGIONAL");
    properties.putObject("Parameters").put("endpointConfigurationTypes", "REGIONAL");
    return properties;
  }

  private String at(String path) {
    return "/execute-api/" + api + "/dev" + path;
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private ApiGatewayClient client() {
    return ApiGatewayClient.builder()
        .endpointOverride(URI.create(gateway.endpoints.url()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(Gateway.credentials())
        .build();
  }

  @Test
  void givesAFunctionTheWholeRequest() throws Exception {
    HttpResponse<byte[]> response =
        gateway.sendSigned("GET", at("/backend/a%20b?x=1&x=2&y=%26"), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(response.headers().firstValue("x-amz-apigw-id")).isPresent();
    JsonNode event = gateway.events.take();
    assertThat(event.path("resource").asText()).isEqualTo("/backend/{orderId}");
    assertThat(event.path("path").asText()).isEqualTo("/backend/a%20b");
    assertThat(event.at("/pathParameters/orderId").asText()).isEqualTo("a b");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"2\",\"y\":\"&\"}");
    assertThat(event.at("/multiValueQueryStringParameters/x").toString())
        .isEqualTo("[\"1\",\"2\"]");
    assertThat(event.at("/stageVariables/colour").asText()).isEqualTo("red");
    assertThat(event.path("headers").has("Authorization")).isFalse();
    assertThat(event.at("/headers/X-Amz-Date").asText()).isNotEmpty();
    assertThat(event.at("/requestContext/path").asText()).isEqualTo("/dev/backend/a%20b");
    assertThat(event.at("/requestContext/identity/userArn").asText())
        .isEqualTo("arn:aws:iam::123456789012:user/admin");
    assertThat(event.at("/requestContext/identity/accessKey").asText()).isEqualTo("test");
    assertThat(event.at("/requestContext/accountId").asText()).isEqualTo("123456789012");
    assertThat(event.path("body").isNull()).isTrue();
    assertThat(gateway.invokers)
        .containsExactly(
            new Identity.Service(
                "apigateway.amazonaws.com",
                "arn:aws:execute-api:eu-west-1:123456789012:" + api + "/dev/GET/backend/a%20b",
                "123456789012"));
    assertThat(gateway.asked)
        .anySatisfy(
            permission -> {
              assertThat(permission.action()).isEqualTo("execute-api:Invoke");
              assertThat(permission.resource())
                  .isEqualTo(
                      "arn:aws:execute-api:eu-west-1:123456789012:"
                          + api
                          + "/dev/GET/backend/a%20b");
            });
    assertThat(gateway.logged)
        .anySatisfy(line -> assertThat(line).startsWith("access ").endsWith(" GET 200"));
  }

  /** Deploys the stage again, with other properties. */
  private void stage(String more) throws Exception {
    Resource stage = Resource.of("dev").with("RestApiId", api);
    gateway
        .type("AWS::ApiGateway::Stage")
        .update(
            Gateway.desired(
                "{\"RestApiId\": \"%s\", \"StageName\": \"dev\", \"DeploymentId\": \"%s\", %s}"
                    .formatted(
                        api,
                        client().getDeployments(q -> q.restApiId(api)).items().getFirst().id(),
                        more)),
            stage);
  }

  @Test
  void answersTooManyRequestsWhereTheStageIsThrottled() throws Exception {
    stage(
        "\"MethodSettings\": [{\"ResourcePath\": \"/*\", \"HttpMethod\": \"*\","
            + " \"ThrottlingRateLimit\": 0.001, \"ThrottlingBurstLimit\": 2}],\"AccessLogSetting\":"
            + " {\"DestinationArn\":"
            + " \"arn:aws:logs:eu-west-1:123456789012:log-group:access\",\"Format\":"
            + " \"$context.requestId $context.status $context.error.responseType\"}");
    assertThat(gateway.sendSigned("GET", at("/backend/1"), "").statusCode()).isEqualTo(200);
    assertThat(gateway.sendSigned("GET", at("/backend/2"), "").statusCode()).isEqualTo(200);

    HttpResponse<byte[]> third = gateway.sendSigned("GET", at("/backend/3"), "");

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(text(third)).isEqualTo("{\"message\":\"Too Many Requests\"}");
    assertThat(third.headers().firstValue("x-amzn-ErrorType")).contains("TooManyRequestsException");
    assertThat(gateway.logged).anySatisfy(line -> assertThat(line).endsWith(" 429 THROTTLED"));
    stage("\"Description\": \"free again\"");
    assertThat(gateway.sendSigned("GET", at("/backend/3"), "").statusCode()).isEqualTo(200);
  }

  @Test
  void throttlesASingleMethodByItsOwnSetting() throws Exception {
    stage(
        "\"MethodSettings\": [{\"ResourcePath\": \"/backend/{orderId}\", \"HttpMethod\": \"GET\","
            + " \"ThrottlingRateLimit\": 0, \"ThrottlingBurstLimit\": 0, \"MetricsEnabled\": true,"
            + " \"LoggingLevel\": \"OFF\", \"DataTraceEnabled\": false}]");
    assertThat(gateway.sendSigned("GET", at("/backend/1"), "").statusCode()).isEqualTo(429);
    assertThat(gateway.send("OPTIONS", at("/backend/1"), "").statusCode()).isEqualTo(200);
    assertThat(client().getStage(q -> q.restApiId(api).stageName("dev")).methodSettings())
        .containsOnlyKeys("~1backend~1{orderId}/GET");
    String name = client().getRestApi(q -> q.restApiId(api)).name();
    assertThat(
            gateway.metrics.values(
                "4XXError",
                Map.of(
                    "ApiName", name,
                    "Stage", "dev",
                    "Method", "GET",
                    "Resource", "/backend/{orderId}")))
        .containsExactly(1.0);
  }

  @Test
  void countsRequestsByApiAndStage() throws Exception {
    gateway.sendSigned("GET", at("/backend/1"), "");
    gateway.send("GET", at("/backend/1"), "");
    String name = client().getRestApi(q -> q.restApiId(api)).name();
    assertThat(gateway.metrics.values("Count", Map.of("ApiName", name, "Stage", "dev")))
        .containsExactly(1.0, 1.0);
    assertThat(gateway.metrics.values("4XXError", Map.of("ApiName", name)))
        .containsExactly(0.0, 1.0);
    assertThat(gateway.metrics.values("IntegrationLatency", Map.of("ApiName", name))).hasSize(1);
  }

  @Test
  void refusesAccessLogsWithoutTheAccountsRole() throws Exception {
    gateway.type("AWS::ApiGateway::Account").update(Gateway.desired("{}"), Resource.of("account"));
    assertThatThrownBy(
            () ->
                stage(
                    "\"AccessLogSetting\": {\"DestinationArn\":"
                        + " \"arn:aws:logs:eu-west-1:123456789012:log-group:access\", \"Format\":"
                        + " \"$context.requestId\"}"))
        .hasMessageContaining(
            "CloudWatch Logs role ARN must be set in account settings to enable logging");
    assertThatThrownBy(
            () ->
                client()
                    .updateAccount(
                        q ->
                            q.patchOperations(
                                patch ->
                                    patch
                                        .op("replace")
                                        .path("/cloudwatchRoleArn")
                                        .value("arn:aws:iam::123456789012:role/other"))))
        .hasMessageContaining("does not have required permissions");
  }

  @Test
  void refusesExecutionLogs() {
    assertThatThrownBy(
            () ->
                stage(
                    "\"MethodSettings\": [{\"ResourcePath\": \"/*\", \"HttpMethod\": \"*\","
                        + " \"LoggingLevel\": \"INFO\"}]"))
        .hasMessageContaining("logging/loglevel");
  }

  @Test
  void refusesWhoDoesNotSign() throws Exception {
    HttpResponse<byte[]> response = gateway.send("GET", at("/backend/1"), "");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(text(response)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(response.headers().firstValue("x-amzn-ErrorType"))
        .contains("MissingAuthenticationTokenException");
    assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
    assertThat(response.headers().firstValue("x-path")).contains("/dev/backend/1");
    assertThat(gateway.events).isEmpty();
  }

  @Test
  void refusesAWrongSignature() throws Exception {
    String[] headers = Gateway.signature("GET", gateway.endpoints.url() + at("/backend/2"), "");

    HttpResponse<byte[]> response = gateway.send("GET", at("/backend/1"), "", headers);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Gateway.JSON.readTree(response.body()).path("message").asText())
        .startsWith("The request signature we calculated");
    assertThat(response.headers().firstValue("x-amzn-ErrorType"))
        .contains("InvalidSignatureException");
  }

  @Test
  void answersDenialsAsTheDocumentCustomisesThem() throws Exception {
    gateway.permitted = permission -> !permission.action().equals("execute-api:Invoke");

    HttpResponse<byte[]> response = gateway.sendSigned("GET", at("/backend/1"), "");

    assertThat(response.statusCode()).isEqualTo(401);
    JsonNode body = Gateway.JSON.readTree(response.body());
    assertThat(body.path("error").asText())
        .contains("is not authorized to perform: execute-api:Invoke on resource: ");
    assertThat(body.path("type").asText()).isEqualTo("ACCESS_DENIED");
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
  }

  @Test
  void answersUnknownPathsMethodsAndStagesWithTheirRefusals() throws Exception {
    assertThat(text(gateway.send("GET", at("/nothing"), "")))
        .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(gateway.send("DELETE", at("/backend/validate"), "").statusCode()).isEqualTo(403);
    assertThat(text(gateway.send("GET", "/execute-api/" + api + "/prod/x", "")))
        .isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(text(gateway.send("GET", "/execute-api/unknown/prod", "")))
        .isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @Test
  void answersPreflightRequestsByItself() throws Exception {
    HttpResponse<byte[]> response = gateway.send("OPTIONS", at("/backend/1"), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("access-control-allow-methods"))
        .contains("GET,OPTIONS");
    assertThat(gateway.events).isEmpty();
  }

  @Test
  void prefersFixedPathsAndTakesASlashAtTheEnd() throws Exception {
    gateway.send("POST", at("/backend/validate/"), "{\"a\":1}");

    JsonNode event = gateway.events.take();
    assertThat(event.path("resource").asText()).isEqualTo("/backend/validate");
    assertThat(event.path("path").asText()).isEqualTo("/backend/validate/");
    assertThat(event.path("body").asText()).isEqualTo("{\"a\":1}");
    assertThat(event.at("/requestContext/identity/userArn").isNull()).isTrue();
  }

  @Test
  void givesGreedyPathsAndBinaryBodies() throws Exception {
    gateway.function =
        event ->
            Gateway.answer(
                """
                {"statusCode": "201", "headers": {"Content-Type": "image/png", "Date": "never"},
                 "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]}, "body": "AAEC", "isBase64Encoded": true}\
                """);

    HttpResponse<byte[]> response =
        gateway.send(
            "PUT", at("/files/a/b.png"), "xyz", "Content-Type", "image/png", "Accept", "image/png");

    JsonNode event = gateway.events.take();
    assertThat(event.at("/pathParameters/proxy").asText()).isEqualTo("a/b.png");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.path("body").asText()).isEqualTo("eHl6");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).containsExactly(0, 1, 2);
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().firstValue("x-amzn-remapped-date")).contains("never");
  }

  @Test
  void turnsFailedFunctionsIntoBadGateway() throws Exception {
    for (String malformed :
        new String[] {
          "{\"message\": \"hello\"}", "null", "\"text\"", "{\"statusCode\": 200, \"body\": {}}"
        }) {
      gateway.function = event -> Gateway.answer(malformed);
      HttpResponse<byte[]> response = gateway.send("POST", at("/backend/validate"), "{}");
      assertThat(response.statusCode()).as(malformed).isEqualTo(502);
      assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
    }
    gateway.function = event -> Gateway.failure();
    assertThat(gateway.send("POST", at("/backend/validate"), "{}").statusCode()).isEqualTo(502);
    gateway.function =
        event -> {
          throw new AccessDenied("no permission");
        };
    assertThat(gateway.send("POST", at("/backend/validate"), "{}").statusCode()).isEqualTo(500);
  }

  @Test
  void doesNotWaitLongerThanTheIntegrationsLimit() throws Exception {
    gateway.function =
        event -> {
          java.util.concurrent.locks.LockSupport.parkNanos(
              java.time.Duration.ofSeconds(2).toNanos());
          return Gateway.answer("{}");
        };

    HttpResponse<byte[]> response = gateway.send("GET", at("/search?q=x"), "");

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(text(response)).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
  }

  @Test
  void requiresTheParametersThatAValidatorChecks() throws Exception {
    HttpResponse<byte[]> response = gateway.send("GET", at("/search"), "");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response))
        .isEqualTo("{\"message\":\"Missing required request parameters: [q]\"}");
  }

  @Test
  void refusesBodiesAboveTenMegabytes() throws Exception {
    HttpResponse<byte[]> response =
        gateway.send("POST", at("/backend/validate"), "x".repeat(10 * 1024 * 1024 + 1));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(text(response)).isEqualTo("{\"message\":\"Request Too Long\"}");
  }

  @Test
  void servesWhatWasDeployedUntilTheNextDeployment() throws Exception {
    try (ApiGatewayClient client = client()) {
      ObjectNode changed = document();
      ((ObjectNode) changed.path("paths")).remove("/search");
      client.putRestApi(
          r ->
              r.restApiId(api)
                  .mode(PutMode.OVERWRITE)
                  .body(SdkBytes.fromUtf8String(changed.toString())));
      assertThat(gateway.send("GET", at("/search"), "").statusCode()).isEqualTo(400);

      client.createDeployment(r -> r.restApiId(api).stageName("dev"));
      assertThat(gateway.send("GET", at("/search"), "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void servesItAfterARestart() throws Exception {
    gateway.close();
    gateway = new Gateway(directory);

    assertThat(gateway.sendSigned("GET", at("/backend/1"), "").statusCode()).isEqualTo(200);
    assertThat(gateway.events.take().at("/stageVariables/colour").asText()).isEqualTo("red");
  }

  @Test
  void answersHeadRequestsWithoutABody() throws Exception {
    gateway.function = event -> Gateway.answer("{\"statusCode\": 200, \"body\": \"text\"}");

    HttpResponse<byte[]> response = gateway.send("HEAD", at("/files/a"), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(gateway.events.take().path("httpMethod").asText()).isEqualTo("HEAD");
  }

  @Test
  void removesWhatAStackMade() throws Exception {
    Resource stage = Resource.of("dev").with("RestApiId", api);
    gateway.type("AWS::ApiGateway::Stage").delete(stage);
    gateway.type("AWS::ApiGateway::RestApi").delete(Resource.of(api));
    gateway.type("AWS::ApiGateway::RestApi").delete(Resource.of(api));

    assertThat(gateway.send("GET", at("/search"), "").statusCode()).isEqualTo(403);
  }

  @Test
  void offersTheControlPlaneToSdkClients() throws Exception {
    try (ApiGatewayClient client = client()) {
      SdkBytes yaml = SdkBytes.fromUtf8String(new YAMLMapper().writeValueAsString(document()));
      String imported =
          client
              .importRestApi(
                  r -> r.body(yaml).parameters(Map.of("endpointConfigurationTypes", "REGIONAL")))
              .id();
      assertThat(
              client
                  .getRestApi(r -> r.restApiId(imported))
                  .endpointConfiguration()
                  .typesAsStrings())
          .containsExactly("REGIONAL");
      assertThatThrownBy(
              () ->
                  client.importRestApi(r -> r.body(yaml).parameters(Map.of("basepath", "prepend"))))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("basepath=prepend is not supported");
      assertThat(client.getRestApi(r -> r.restApiId(imported)).name()).isEqualTo("shop");
      assertThat(client.getRestApis().items())
          .extracting("id")
          .containsExactlyInAnyOrder(api, imported);
      assertThat(client.getStages(r -> r.restApiId(api)).item())
          .extracting("stageName")
          .containsExactlyInAnyOrder("Stage", "dev");
      String deployment = client.getStage(r -> r.restApiId(api).stageName("dev")).deploymentId();
      assertThatThrownBy(
              () -> client.deleteDeployment(r -> r.restApiId(api).deploymentId(deployment)))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("Active stages");
      client.deleteRestApi(r -> r.restApiId(imported));
      assertThatThrownBy(() -> client.getRestApi(r -> r.restApiId(imported)))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void givesTheAttributesThatTemplatesRead() throws Exception {
    Resource resource =
        gateway.type("AWS::ApiGateway::RestApi").create(Gateway.desired("{\"Name\": \"bare\"}"));
    assertThat(resource.attribute("RestApiId")).isEqualTo(resource.physicalId());
    assertThat(resource.attribute("RootResourceId")).isNotEmpty();
    assertThatThrownBy(
            () ->
                gateway
                    .type("AWS::ApiGateway::Deployment")
                    .create(Gateway.desired("{\"RestApiId\": \"" + resource.physicalId() + "\"}")))
        .hasMessageContaining("doesn't contain any methods");
  }
}
