package ecommerce.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.AccessDenied;
import ecommerce.local.AccessKeys;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Each protocol with the SDK's own client over the port. */
class DispatcherTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AccessKeys keys =
      id ->
          Optional.of(
              new AccessKeys.Key(
                  "test",
                  Optional.empty(),
                  Instant.MAX,
                  new Identity.Administrator("arn:aws:iam::0:user/" + id, id)));
  private final Authorizer authorizer =
      (caller, permission) -> {
        if (permission.resource().contains("forbidden")) {
          throw new AccessDenied("User: " + caller.arn() + " is not authorized");
        }
      };
  private Front front;

  @BeforeEach
  void start() throws Exception {
    Dispatcher dispatcher =
        new Dispatcher(new SignatureAuthenticator(keys, InstantSource.system()), authorizer);
    dispatcher.add(new Parameters());
    dispatcher.add(new Functions());
    dispatcher.add(new People());
    front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    front.start();
  }

  @AfterEach
  void stop() throws Exception {
    front.close();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B client(B builder) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + front.address().getPort()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create());
  }

  @Test
  void speaksAwsJson() {
    try (SsmClient ssm = client(SsmClient.builder()).build()) {
      Parameter parameter = ssm.getParameter(r -> r.name("/a")).parameter();
      assertThat(parameter.value()).isEqualTo("value of /a");
      assertThat(parameter.lastModifiedDate()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
      assertThatThrownBy(() -> ssm.getParameter(r -> r.name("/missing")))
          .isInstanceOf(ParameterNotFoundException.class)
          .hasMessageContaining("no /missing");
    }
  }

  @Test
  void speaksRestJsonWithPayloadHeadersAndEncodedPath() {
    try (LambdaClient lambda = client(LambdaClient.builder()).build()) {
      String arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
      InvokeResponse answer =
          lambda.invoke(
              r ->
                  r.functionName(arn)
                      .logType("Tail")
                      .payload(SdkBytes.fromUtf8String("{\"a\":1}")));
      assertThat(answer.payload().asUtf8String()).isEqualTo("{\"a\":1}");
      assertThat(answer.executedVersion()).isEqualTo(arn);
      assertThat(answer.logResult()).isEqualTo("Tail");
      assertThat(answer.statusCode()).isEqualTo(202);
    }
  }

  @Test
  void speaksTheQueryProtocol() {
    try (IamClient iam =
        client(IamClient.builder().region(Region.AWS_GLOBAL)).region(Region.EU_WEST_1).build()) {
      CreateRoleResponse answer =
          iam.createRole(
              r ->
                  r.roleName("a<b>")
                      .assumeRolePolicyDocument("{}")
                      .tags(
                          Tag.builder().key("k").value("v&w").build(),
                          Tag.builder().key("l").value("").build()));
      assertThat(answer.role().roleName()).isEqualTo("a<b>");
      assertThat(answer.role().tags()).extracting(Tag::value).containsExactly("v&w", "");
      assertThatThrownBy(
              () -> iam.createRole(r -> r.roleName("missing").assumeRolePolicyDocument("{}")))
          .isInstanceOf(NoSuchEntityException.class);
    }
  }

  @Test
  void deniesInTheServicesOwnWords() {
    try (SsmClient ssm = client(SsmClient.builder()).build()) {
      assertThatThrownBy(() -> ssm.getParameter(r -> r.name("/forbidden")))
          .isInstanceOf(SsmException.class)
          .hasMessageContaining("is not authorized")
          .satisfies(
              e ->
                  assertThat(((SsmException) e).awsErrorDetails().errorCode())
                      .isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void namesWhatIsNotOffered() {
    try (SsmClient ssm = client(SsmClient.builder()).build()) {
      assertThatThrownBy(() -> ssm.listCommands())
          .hasMessageContaining("ListCommands of ssm is not offered");
    }
  }

  @Test
  void wantsASignature() throws Exception {
    JsonNode error = post("AmazonSSM.GetParameter", "{\"Name\":\"/a\"}", 400);
    assertThat(error.path("__type").asText()).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void refusesBodiesThatAreNoJsonOrOfWrongTypesOrIncomplete() throws Exception {
    assertThat(post("AmazonSSM.GetParameter", "{", 400).path("__type").asText())
        .isEqualTo("SerializationException");
    assertThat(post("AmazonSSM.GetParameter", "[]", 400).path("__type").asText())
        .isEqualTo("SerializationException");
    assertThat(post("AmazonSSM.GetParameter", "{\"Name\":{}}", 400).path("__type").asText())
        .isEqualTo("SerializationException");
    JsonNode missing = post("AmazonSSM.GetParameter", "{}", 400);
    assertThat(missing.path("__type").asText()).isEqualTo("ValidationException");
    assertThat(missing.path("message").asText()).contains("'name'");
  }

  @Test
  void answersAPlainRequestWithAClearRefusal() throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + front.address().getPort() + "/x%2Fy"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("Missing");
    }
  }

  private JsonNode post(String target, String body, int status) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + front.address().getPort() + "/"))
            .header("X-Amz-Target", target)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(status);
      return JSON.readTree(answer.body());
    }
  }

  private static final class Parameters implements AwsService {
    @Override
    public Protocol protocol() {
      return new Protocol.AwsJson("ssm", "AmazonSSM", "1.1");
    }

    @Override
    public void declare(Operations operations) {
      operations.on(
          GetParameterRequest::builder,
          Access.to("ssm:GetParameter", GetParameterRequest::name),
          (call, request) -> {
            if (request.name().equals("/missing")) {
              throw ParameterNotFoundException.builder().message("no /missing").build();
            }
            Instant modified = Instant.parse("2026-01-02T03:04:05.678Z");
            return GetParameterResponse.builder()
                .parameter(
                    p ->
                        p.name(request.name())
                            .value("value of " + request.name())
                            .lastModifiedDate(modified))
                .build();
          });
    }
  }

  private static final class Functions implements AwsService {
    @Override
    public Protocol protocol() {
      return new Protocol.RestJson("lambda");
    }

    @Override
    public void declare(Operations operations) {
      operations.on(
          InvokeRequest::builder,
          Access.to("lambda:InvokeFunction", InvokeRequest::functionName),
          (call, request) ->
              InvokeResponse.builder()
                  .statusCode(202)
                  .executedVersion(request.functionName())
                  .logResult(request.logTypeAsString())
                  .payload(request.payload())
                  .build());
    }
  }

  private static final class People implements AwsService {
    @Override
    public Protocol protocol() {
      return new Protocol.Query("iam", "https://iam.amazonaws.com/doc/2010-05-08/", "2010-05-08");
    }

    @Override
    public void declare(Operations operations) {
      operations.on(
          CreateRoleRequest::builder,
          Access.to("iam:CreateRole"),
          (call, request) -> {
            if (request.roleName().equals("missing")) {
              throw NoSuchEntityException.builder().message("no such role").statusCode(404).build();
            }
            return CreateRoleResponse.builder()
                .role(role -> role.roleName(request.roleName()).tags(request.tags()))
                .build();
          });
    }
  }
}
