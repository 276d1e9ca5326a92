package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.deploy.stacks.FakeCloudFormation;
import ecommerce.deploy.stacks.ResourceChange;
import ecommerce.deploy.stacks.StackOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** A checkout of three services: b needs a parameter of a; c stands alone. */
class DeployerTest implements DeployProgress {

  @TempDir Path root;
  private final Map<String, String> parameters = Collections.synchronizedMap(new HashMap<>());
  private final Set<String> protectedTables = new HashSet<>();
  private final List<String> uploads = Collections.synchronizedList(new ArrayList<>());
  private final List<String> finished = Collections.synchronizedList(new ArrayList<>());
  private final FakeCloudFormation cloudFormation = new FakeCloudFormation(parameters);
  private final AwsConnection aws =
      new AwsConnection(
          Optional.of(URI.create("http://localhost:1")),
          Region.EU_WEST_1,
          AnonymousCredentialsProvider.create(),
          () -> cloudFormation,
          Objects::new,
          Parameters::new,
          Tables::new);

  @BeforeEach
  void checkout() throws IOException {
    service("a", "name: a\n", "Resources: {Table: {Type: AWS::DynamoDB::Table}}\n");
    service(
        "b",
        "name: b\ndependencies: [a]\nparameters: {Bus: '/ecommerce/{Environment}/a/bus/name'}\n",
        """
        Parameters: {Bus: {Type: "AWS::SSM::Parameter::Value<String>"}, Days: {Type: Number, Default: 30}}
        Resources: {Schema: {Type: AWS::AppSync::GraphQLSchema, Properties: {DefinitionS3Location: s.graphql}}}
        """);
    Files.writeString(root.resolve("b/s.graphql"), "type Query {a: Int}");
    service("c", "name: c\n", "Resources: {Queue: {Type: Thing}}\n");
    Files.writeString(root.resolve("environments.yaml"), "dev: {Days: 7, Traffic: AllAtOnce}\n");
  }

  private void service(String name, String metadata, String template) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(folder.resolve("metadata.yaml"), metadata);
    Files.writeString(folder.resolve("template.yaml"), template);
  }

  private Deployer.Options options() {
    return new Deployer.Options(root, "dev", Optional.of("artefacts"), false);
  }

  private List<Step<StackOutcome>> deploy(String... services) {
    return new Deployer(aws, options(), this).deploy(List.of(services));
  }

  @Test
  void deploysAllInDependencyOrderAndThenNothing() {
    assertThat(deploy()).extracting(Step::name).containsExactly("a", "b", "c");
    assertThat(finished)
        .containsSubsequence("ecommerce-dev-a made", "ecommerce-dev-b made")
        .contains("ecommerce-dev-c made");
    assertThat(uploads).hasSize(1);
    finished.clear();
    deploy();
    assertThat(finished)
        .containsExactlyInAnyOrder(
            "ecommerce-dev-a unchanged", "ecommerce-dev-b unchanged", "ecommerce-dev-c unchanged");
    assertThat(uploads).hasSize(1);
  }

  @Test
  void deploysWhatIsMadeOfAChangedFile() throws IOException {
    deploy();
    Files.writeString(root.resolve("b/s.graphql"), "type Query {b: Int}");
    finished.clear();
    deploy();
    assertThat(finished).contains("ecommerce-dev-b changed", "ecommerce-dev-a unchanged");
    assertThat(uploads).hasSize(2);
  }

  @Test
  void givesATemplateOnlyTheParametersThatItDeclares() {
    deploy();
    assertThat(cloudFormation.describeStacks(r -> r.stackName("ecommerce-dev-b")).stacks())
        .singleElement()
        .satisfies(
            stack ->
                assertThat(stack.parameters())
                    .extracting(p -> p.parameterKey() + "=" + p.parameterValue())
                    .containsExactly("Bus=/ecommerce/dev/a/bus/name", "Days=7"));
  }

  @Test
  void namesTheParameterThatADependencyHasNotGivenYet() {
    List<Step<StackOutcome>> steps = deploy("b");
    assertThat(steps)
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Failed.class,
            step ->
                assertThat(step.reason())
                    .hasMessage(
                        "ecommerce-dev-b: the Systems Manager parameter /ecommerce/dev/a/bus/name"
                            + " does not exist; deploy a first"));
  }

  @Test
  void refusesWhatIsNoService() {
    assertThatThrownBy(() -> deploy("d"))
        .isInstanceOf(WrongMetadata.class)
        .hasMessage("d is no service; there are a, b, c");
  }

  @Test
  void beginsNothingAfterAFailure() throws IOException {
    service("a", "name: a\n", "Resources: {X: {Type: Broken, Properties: {Because: no}}}\n");
    List<Step<StackOutcome>> steps = deploy("a", "b");
    assertThat(steps.get(0)).isInstanceOf(Step.Failed.class);
    assertThat(steps.get(1)).isInstanceOf(Step.NotBegun.class);
    assertThat(cloudFormation.stackNames()).containsExactly("ecommerce-dev-a");
  }

  @Test
  void saysWhatWouldBeMadeAlsoBeforeItsDependenciesAreThere() {
    List<Step<StackDifference>> steps = new Deployer(aws, options(), this).differences(List.of());
    StackDifference b = ((Step.Done<StackDifference>) steps.get(1)).result();
    assertThat(b.missing()).containsExactly("/ecommerce/dev/a/bus/name");
    assertThat(b.preview().changes())
        .extracting(ResourceChange::logicalId)
        .containsExactly("Schema");
    assertThat(cloudFormation.changeSetsLeft()).isZero();
    assertThat(finished).isEmpty();
  }

  @Test
  void saysInWhatTemplateAndParametersDiffer() throws IOException {
    deploy();
    Files.writeString(root.resolve("b/s.graphql"), "type Query {b: Int}");
    Files.writeString(root.resolve("environments.yaml"), "dev: {Days: 9}\n");
    List<Step<StackDifference>> steps =
        new Deployer(aws, options(), this).differences(List.of("b", "c"));
    StackDifference b = ((Step.Done<StackDifference>) steps.get(0)).result();
    assertThat(b.parameters())
        .containsExactly(
            new StackDifference.ParameterChange("Days", Optional.of("7"), Optional.of("9")));
    assertThat(b.template())
        .anyMatch(line -> line.startsWith("-Resources: {Schema"))
        .anyMatch(line -> line.startsWith("+Resources: {Schema"));
    assertThat(((Step.Done<StackDifference>) steps.get(1)).result().isEmpty()).isTrue();
  }

  @Test
  void makesTheBucketForArtefactsOnce() {
    Deployer.Options own = new Deployer.Options(root, "dev", Optional.empty(), false);
    new Deployer(aws, own, this).deploy(List.of("c"));
    new Deployer(aws, own, this).deploy(List.of("c"));
    assertThat(cloudFormation.calls())
        .containsOnlyOnce("create ecommerce-artifacts", "execute ecommerce-artifacts");
  }

  @Test
  void tearsDownInTheOppositeOrder() {
    deploy();
    finished.clear();
    Teardown teardown = new Teardown(aws, options(), List.of(), this);
    assertThat(teardown.stacks())
        .containsExactly("ecommerce-dev-c", "ecommerce-dev-b", "ecommerce-dev-a");
    assertThat(teardown.obstacles().none()).isTrue();
    assertThat(teardown.run()).allMatch(step -> step instanceof Step.Done<Boolean>);
    assertThat(finished).containsSubsequence("ecommerce-dev-b removed", "ecommerce-dev-a removed");
    assertThat(cloudFormation.stackNames()).isEmpty();
  }

  @Test
  void namesTheTableThatProtectsAStackAndTheStackThatNeedsAnother() {
    deploy();
    protectedTables.add("ecommerce-dev-a-Table");
    Teardown.Obstacles obstacles = new Teardown(aws, options(), List.of("a"), this).obstacles();
    assertThat(obstacles.protections())
        .containsExactly("table ecommerce-dev-a-Table of ecommerce-dev-a has deletion protection");
    assertThat(obstacles.needed()).containsExactly("ecommerce-dev-b depends on ecommerce-dev-a");
  }

  @Override
  public void note(String stack, String text) {}

  @Override
  public void event(String stack, StackEvent event) {
    if (stack.equals("ecommerce-dev-a") && event.resourceStatusAsString().endsWith("COMPLETE")) {
      parameters.put("/ecommerce/dev/a/bus/name", "bus");
    }
  }

  @Override
  public void finished(StackOutcome outcome) {
    finished.add(
        outcome.stack()
            + switch (outcome) {
              case StackOutcome.Created created -> " made";
              case StackOutcome.Updated updated -> " changed";
              case StackOutcome.Unchanged unchanged -> " unchanged";
            });
  }

  @Override
  public void removed(String stack) {
    finished.add(stack + " removed");
  }

  private final class Objects implements S3Client {

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
      if (!uploads.contains(request.key())) {
        throw NoSuchKeyException.builder().statusCode(404).message("no such key").build();
      }
      return HeadObjectResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      uploads.add(request.key());
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private final class Parameters implements SsmClient {

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
      return GetParametersResponse.builder()
          .parameters(
              request.names().stream()
                  .filter(parameters::containsKey)
                  .map(name -> Parameter.builder().name(name).value(parameters.get(name)).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }

  private final class Tables implements DynamoDbClient {

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      return DescribeTableResponse.builder()
          .table(t -> t.deletionProtectionEnabled(protectedTables.contains(request.tableName())))
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
