package ecommerce.suite.deploying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import ecommerce.deploy.StackDifference;
import ecommerce.deploy.Step;
import ecommerce.deploy.Teardown;
import ecommerce.deploy.stacks.ResourceChange;
import ecommerce.deploy.stacks.StackOutcome;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.PrintedProgress;
import ecommerce.suite.target.TargetChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code ./ecom deploy}, {@code diff} and {@code teardown} against real stacks of a local
 * environment.
 */
class DeployerIT {

  private static final String ENVIRONMENT = "small";

  private static LocalTarget target;

  @TempDir Path root;

  private AwsConnection aws;
  private TwoServices services;

  @BeforeAll
  static void start() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(choice instanceof TargetChoice.Local, "it has a local environment of its own");
    target = LocalTarget.startEmpty(choice.region());
  }

  @AfterAll
  static void stop() {
    if (target != null) {
      target.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    aws = AwsConnection.local(target.endpoint().orElseThrow().toString(), target.region().id());
    services = TwoServices.in(root);
  }

  @AfterEach
  void remove() {
    teardown(ENVIRONMENT, List.of()).run();
    aws.close();
  }

  private Deployer deployer(String environment) {
    return new Deployer(
        aws, new Deployer.Options(root, environment, Optional.empty()), new PrintedProgress());
  }

  private Teardown teardown(String environment, List<String> names) {
    return new Teardown(
        aws,
        new Deployer.Options(root, environment, Optional.empty()),
        names,
        new PrintedProgress());
  }

  private List<Step<StackOutcome>> deploy(String... names) {
    return deployer(ENVIRONMENT).deploy(List.of(names));
  }

  private String parameter(String name) {
    return aws.ssm().getParameter(get -> get.name("/ecommerce/small/" + name)).parameter().value();
  }

  private static String reason(Step<?> step) {
    assertThat(step).isInstanceOf(Step.Failed.class);
    return ((Step.Failed<?>) step).reason().getMessage();
  }

  @Test
  void deploysInTheOrderOfDependenciesWithTheEnvironmentsParameters() {
    assertThat(deploy())
        .isEqualTo(
            List.of(
                new Step.Done<>("store", new StackOutcome.Created("ecommerce-small-store", 3)),
                new Step.Done<>("reader", new StackOutcome.Created("ecommerce-small-reader", 1))));
    assertThat(parameter("reader/table/name")).isEqualTo(parameter("store/table/name"));
    assertThat(
            aws.cloudFormation()
                .describeStacks(stack -> stack.stackName("ecommerce-small-store"))
                .stacks()
                .getFirst()
                .parameters())
        .anySatisfy(
            days -> {
              assertThat(days.parameterKey()).isEqualTo("Days");
              assertThat(days.parameterValue()).isEqualTo("3");
            });
  }

  @Test
  void touchesOnlyWhatChangedAndKeepsTheData() throws IOException {
    deploy();
    String table = parameter("store/table/name");
    Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("kept"));
    aws.dynamoDb().putItem(put -> put.tableName(table).item(item));
    assertThat(deploy())
        .extracting(step -> ((Step.Done<StackOutcome>) step).result())
        .allMatch(StackOutcome.Unchanged.class::isInstance);
    services.change("environments.yaml", "Days: 3", "Days: 5");
    assertThat(deploy())
        .containsExactly(
            new Step.Done<>("store", new StackOutcome.Updated("ecommerce-small-store", 1)),
            new Step.Done<>("reader", new StackOutcome.Unchanged("ecommerce-small-reader")));
    assertThat(aws.dynamoDb().getItem(get -> get.tableName(table).key(item)).item())
        .isEqualTo(item);
  }

  @Test
  void tellsBeforehandWhatWouldChangeAndChangesNothing() throws IOException {
    deploy();
    services.change("store/template.yaml", "RetentionInDays: !Ref Days", "RetentionInDays: 14");
    List<Step<StackDifference>> steps = deployer(ENVIRONMENT).differences(List.of("store"));
    StackDifference difference = ((Step.Done<StackDifference>) steps.getFirst()).result();
    assertThat(difference.preview().changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(ResourceChange.Kind.CHANGED);
              assertThat(change.logicalId()).isEqualTo("Log");
              assertThat(change.properties())
                  .extracting(ResourceChange.PropertyChange::name)
                  .containsExactly("RetentionInDays");
            });
    assertThat(difference.template())
        .contains("-    Properties: {RetentionInDays: !Ref Days}")
        .contains("+    Properties: {RetentionInDays: 14}");
    assertThat(
            aws.cloudFormation()
                .listChangeSets(list -> list.stackName("ecommerce-small-store"))
                .summaries())
        .extracting(ChangeSetSummary::executionStatus)
        .doesNotContain(ExecutionStatus.AVAILABLE);
    assertThat(deployer(ENVIRONMENT).differences(List.of("reader")))
        .extracting(step -> ((Step.Done<StackDifference>) step).result().isEmpty())
        .containsExactly(true);
  }

  @Test
  void rollsABrokenChangeBackAndNamesTheLineInTheFile() throws IOException {
    deploy();
    services.change(
        "store/template.yaml",
        "  TableName:",
        "  Taken:\n    Type: AWS::SSM::Parameter\n"
            + "    Properties: {Type: String, Name: /ecommerce/small/reader/table/name, Value: x}\n"
            + "  TableName:");
    services.change("environments.yaml", "Days: 3", "Days: 7");
    List<Step<StackOutcome>> steps = deploy();
    assertThat(reason(steps.getFirst()))
        .contains("Taken")
        .contains("already exists")
        .contains("template.yaml:16");
    assertThat(steps.get(1)).isEqualTo(new Step.NotBegun<>("reader", "store"));
    services.change("environments.yaml", "Days: 7", "Days: 3");
    services.change(
        "store/template.yaml", "Name: /ecommerce/small/reader/table/name", "Name: /own");
    assertThat(deploy())
        .allMatch(step -> step instanceof Step.Done<?>, "the stack can be deployed after it");
  }

  @Test
  void refusesWhatIsNotSupportedBeforeAnythingIsMade() throws IOException {
    services.change("store/template.yaml", "BillingMode: PAY_PER_REQUEST", "Billing: NONE");
    assertThat(reason(deploy().getFirst())).contains("template.yaml:10").contains("Billing");
    assertThat(aws.dynamoDb().listTables().tableNames()).isEmpty();
  }

  @Test
  void namesTheParameterOfADependencyThatIsNotDeployed() {
    assertThat(reason(deploy("reader").getFirst()))
        .contains("/ecommerce/small/store/table/name")
        .contains("deploy store first");
  }

  @Test
  void removesInTheOppositeOrderAndOnlyWhatNobodyNeeds() {
    deploy();
    assertThat(teardown(ENVIRONMENT, List.of("store")).obstacles().needed())
        .containsExactly("ecommerce-small-reader depends on ecommerce-small-store");
    assertThat(teardown(ENVIRONMENT, List.of()).run())
        .containsExactly(new Step.Done<>("reader", true), new Step.Done<>("store", true));
    assertThat(aws.dynamoDb().listTables().tableNames()).isEmpty();
  }

  @Test
  void removesNothingThatIsProtected() throws IOException {
    deployer("prod").deploy(List.of());
    assertThat(teardown("prod", List.of()).obstacles().protections())
        .anyMatch(text -> text.contains("Table") && text.contains("protect"));
    services.change("environments.yaml", "Protected: \"true\"", "Protected: \"false\"");
    deployer("prod").deploy(List.of());
    assertThat(teardown("prod", List.of()).run())
        .allMatch(step -> step instanceof Step.Done<?>, "nothing protects it any more");
  }
}
