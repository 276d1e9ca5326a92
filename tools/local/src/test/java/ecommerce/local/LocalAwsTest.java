package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.deploy.StackRequest;
import ecommerce.local.functions.Overreach;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The whole environment: a template is deployed, its function runs in a process of its own. */
@Timeout(120)
class LocalAwsTest {

  private static final String TEMPLATE =
      """
      Resources:
        Things:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: things
            BillingMode: PAY_PER_REQUEST
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        Queue:
          Type: AWS::SQS::Queue
          Properties: {QueueName: messages}
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
            Policies:
              - PolicyName: read
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement: [{Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Things.Arn}]
        Overreach:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: overreach
            Runtime: java25
            Handler: ecommerce.local.functions.Overreach::reach
            Role: !GetAtt Role.Arn
            Timeout: 30
            MemorySize: 512
            Code: {LocalPath: function.zip}
            Environment: {Variables: {TABLE: !Ref Things, QUEUE: !Ref Queue}}
      Outputs:
        QueueUrl: {Value: !Ref Queue}
      """;

  @TempDir Path directory;

  @Test
  void refusesWhatAFunctionsRoleDoesNotAllowInTheServicesOwnWords() throws IOException {
    try (LocalAws aws = start();
        LambdaClient lambda = client(aws, LambdaClient.builder());
        CloudWatchLogsClient logs = client(aws, CloudWatchLogsClient.builder())) {
      deploy(aws);
      JsonNode told = invoke(lambda);
      assertThat(told.path("read").asText()).isEqualTo("done");
      assertThat(told.path("write").asText()).isEqualTo("AccessDeniedException");
      assertThat(told.path("event").asText()).isEqualTo("AccessDeniedException");
      assertThat(told.path("message").asText()).startsWith("AccessDenied");
      assertThat(told.path("log").asText()).isEqualTo("AccessDeniedException");
      String log =
          logs
              .filterLogEvents(filter -> filter.logGroupName("/aws/lambda/overreach"))
              .events()
              .stream()
              .map(FilteredLogEvent::message)
              .collect(Collectors.joining("\n"));
      assertThat(log)
          .contains(":assumed-role/")
          .contains(
              "dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/things")
          .contains(
              "events:PutEvents on resource:"
                  + " arn:aws:events:eu-west-1:123456789012:event-bus/default")
          .contains("sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:messages")
          .contains("logs:CreateLogGroup on resource: ");
    }
  }

  @Test
  void goesOnWithItsStateOnAnotherPort() throws IOException {
    int before;
    try (LocalAws aws = start();
        DynamoDbClient tables = client(aws, DynamoDbClient.builder())) {
      deploy(aws);
      before = aws.port();
      tables.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS("1"))));
    }
    try (LocalAws aws = start();
        DynamoDbClient tables = client(aws, DynamoDbClient.builder());
        LambdaClient lambda = client(aws, LambdaClient.builder())) {
      assertThat(aws.port()).isNotEqualTo(before);
      deploy(aws);
      assertThat(aws.stacks().find("overreach").orElseThrow().outputs())
          .containsEntry("QueueUrl", aws.url() + "/123456789012/messages");
      assertThat(
              lambda
                  .getFunction(get -> get.functionName("overreach"))
                  .configuration()
                  .environment()
                  .variables())
          .containsEntry("QUEUE", aws.url() + "/123456789012/messages");
      assertThat(
              tables
                  .getItem(
                      get -> get.tableName("things").key(Map.of("id", AttributeValue.fromS("1"))))
                  .hasItem())
          .isTrue();
      assertThat(invoke(lambda).path("read").asText()).isEqualTo("done");
      assertThat(deploy(aws)).isZero();
    }
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    List<ProcessHandle> children;
    try (LocalAws aws = start();
        LambdaClient lambda = client(aws, LambdaClient.builder())) {
      deploy(aws);
      invoke(lambda);
      children = ProcessHandle.current().children().toList();
      assertThat(children).isNotEmpty();
    }
    for (ProcessHandle child : children) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void saysThatItsPortOrItsStateIsInUseAndHoldsNothingThen() throws IOException {
    try (LocalAws first = start()) {
      Path other = directory.resolve("other");
      assertThatThrownBy(() -> LocalAws.start(options(other, first.port())))
          .hasMessage("port " + first.port() + " is in use");
      assertThatThrownBy(this::start).hasMessageContaining("in use by another process");
      LocalAws.start(options(other, 0)).close();
    }
  }

  private LocalAws start() {
    return start(directory);
  }

  static LocalAws start(Path directory) {
    return LocalAws.start(options(directory.resolve("state"), 0));
  }

  static LocalAws start(Path directory, UnaryOperator<LocalAws.Options> with) {
    return LocalAws.start(with.apply(options(directory.resolve("state"), 0)));
  }

  static LocalAws start(Path directory, LeapingTimers timers) {
    return LocalAws.start(options(directory.resolve("state"), 0), timers, timers);
  }

  private static LocalAws.Options options(Path state, int port) {
    return new LocalAws.Options(
        state, port, TestPort.ACCOUNT, runtime(), state.resolveSibling("caches"));
  }

  private int deploy(LocalAws aws) throws IOException {
    Path zip = directory.resolve("function.zip");
    if (!Files.exists(zip)) {
      pack(zip, Overreach.class);
    }
    Path template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    return aws.stacks().deploy(new StackRequest("overreach", template, Map.of(), Map.of()));
  }

  private static JsonNode invoke(LambdaClient lambda) throws IOException {
    InvokeResponse answer = lambda.invoke(invoke -> invoke.functionName("overreach"));
    assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
    return new ObjectMapper().readTree(answer.payload().asUtf8String());
  }

  /** The function's class, and the SDK as it is on the tests' class path. */
  static void pack(Path zip, Class<?> function) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(0);
      String name = function.getName().replace('.', '/') + ".class";
      out.putNextEntry(new ZipEntry(name));
      try (var in = LocalAwsTest.class.getClassLoader().getResourceAsStream(name)) {
        in.transferTo(out);
      }
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path jar = Path.of(entry);
        boolean sdk =
            Stream.of(
                    "/awssdk/",
                    "/aws-lambda-java-core",
                    "/reactive-streams",
                    "/slf4j-api",
                    "/eventstream")
                .anyMatch(entry::contains);
        if (entry.endsWith(".jar")
            && sdk
            && !jar.getFileName().toString().matches("(apache|netty).*")) {
          out.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
          Files.copy(jar, out);
        }
      }
    }
  }

  static List<Path> runtime() {
    Path target = Path.of("../runtime/target").toAbsolutePath().normalize();
    try (Stream<Path> lib = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(target.resolve("classes")), lib.sorted()).toList();
    } catch (IOException e) {
      throw new IllegalStateException("the runtime is not built: mvn -pl tools/runtime package", e);
    }
  }

  static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      LocalAws aws, B builder) {
    return builder
        .endpointOverride(URI.create(aws.url()))
        .region(Region.of(TestPort.ACCOUNT.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .build();
  }
}
