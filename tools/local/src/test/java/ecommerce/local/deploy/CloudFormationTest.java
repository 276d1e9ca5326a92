package ecommerce.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/** CloudFormation as the SDK's own client knows it. */
@Timeout(60)
class CloudFormationTest {

  @TempDir Path directory;
  private World world;
  private CloudFormationClient client;

  @BeforeEach
  void open() {
    world = new World(directory);
    client = world.client;
  }

  @AfterEach
  void close() {
    world.gate.countDown();
    world.close();
  }

  private static String template(String resources) {
    return "Resources:\n" + resources.indent(2);
  }

  private void create(String name, String template) {
    client.createStack(stack -> stack.stackName(name).templateBody(template));
  }

  private void update(String name, String template) {
    client.updateStack(stack -> stack.stackName(name).templateBody(template));
  }

  private CloudFormationWaiter waiter() {
    return CloudFormationWaiter.builder()
        .client(client)
        .overrideConfiguration(
            waiting ->
                waiting
                    .maxAttempts(500)
                    .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(20))))
        .build();
  }

  private Stack stack(String nameOrId) {
    return client.describeStacks(ask -> ask.stackName(nameOrId)).stacks().getFirst();
  }

  private StackStatus settled(String name) {
    return world.settled(name).status();
  }

  /** Each event as {@code LogicalId STATUS}, oldest first. */
  private List<String> events(String nameOrId) {
    return client
        .describeStackEventsPaginator(ask -> ask.stackName(nameOrId))
        .stackEvents()
        .stream()
        .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
        .toList()
        .reversed();
  }

  @Test
  void makesAStackWhileItsClientWaits() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a, Size: slow}}"));
    assertThat(stack("shop").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    assertThatThrownBy(() -> update("shop", template("B: {Type: Test::Thing}")))
        .hasMessageContaining("is in CREATE_IN_PROGRESS state and can not be updated.");
    world.gate.countDown();
    waiter().waitUntilStackCreateComplete(wait -> wait.stackName("shop"));
    assertThat(stack("shop").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(events("shop"))
        .containsExactly(
            "shop CREATE_IN_PROGRESS",
            "A CREATE_IN_PROGRESS",
            "A CREATE_COMPLETE",
            "shop CREATE_COMPLETE");
  }

  @Test
  void worksOnSeveralStacksSideBySide() {
    world.gate = new CountDownLatch(1);
    for (int i = 0; i < 8; i++) {
      create(
          "shop" + i,
          template(
              "A: {Type: Test::Thing, Properties: {Name: a%d}}\nB: {Type: Test::Thing, DependsOn: A, Properties: {Name: b%d, Size: slow}}"
                  .formatted(i, i)));
    }
    World.until(() -> world.log.stream().filter(line -> line.equals("waits B")).count() == 8);
    world.gate.countDown();
    for (int i = 0; i < 8; i++) {
      assertThat(settled("shop" + i)).isEqualTo(StackStatus.CREATE_COMPLETE);
    }
  }

  @Test
  void keepsAStackThatCouldNotBeMadeWithItsEventsUntilItIsDeleted() {
    create(
        "shop",
        template(
            "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                + "B: {Type: Test::Thing, Properties: {Size: bad}}"));
    assertThat(settled("shop")).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(world.taken).isEmpty();
    assertThat(events("shop"))
        .containsExactly(
            "shop CREATE_IN_PROGRESS",
            "A CREATE_IN_PROGRESS",
            "A CREATE_COMPLETE",
            "B CREATE_IN_PROGRESS",
            "B CREATE_FAILED",
            "shop ROLLBACK_IN_PROGRESS",
            "A DELETE_IN_PROGRESS",
            "A DELETE_COMPLETE",
            "shop ROLLBACK_COMPLETE");
    assertThat(
            client.describeStackEvents(ask -> ask.stackName("shop")).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                .findFirst()
                .orElseThrow()
                .resourceStatusReason())
        .isEqualTo("line 3: size is bad");
    assertThatThrownBy(() -> update("shop", template("C: {Type: Test::Thing}")))
        .hasMessageContaining("is in ROLLBACK_COMPLETE state and can not be updated.");
    client.deleteStack(ask -> ask.stackName("shop"));
    waiter().waitUntilStackDeleteComplete(wait -> wait.stackName("shop"));
    assertThatThrownBy(() -> stack("shop"))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.statusCode()).isEqualTo(400);
            })
        .hasMessageContaining("Stack with id shop does not exist");
  }

  @Test
  void answersADeletionThatIsSoonDoneWhenItIsDone() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a}}"));
    settled("shop");
    client.deleteStack(ask -> ask.stackName("shop"));
    assertThat(world.taken).isEmpty();
    assertThatThrownBy(() -> stack("shop")).hasMessageContaining("shop does not exist");
  }

  @Test
  void bringsBackEverythingWhereAnUpdateFails() {
    create(
        "shop",
        template(
                """
                A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}
                B: {Type: Test::Thing, Properties: {Name: old}}
                C: {Type: Test::Thing, Properties: {Name: c}}
                """)
            + "Outputs: {Size: {Value: one}}");
    settled("shop");
    world.log.clear();
    update(
        "shop",
        template(
                """
                A: {Type: Test::Thing, Properties: {Name: a, Size: 2}}
                B: {Type: Test::Thing, Properties: {Name: new}}
                D: {Type: Test::Thing, Properties: {Name: d}}
                E: {Type: Test::Thing, DependsOn: [A, B, D], Properties: {Size: bad}}
                """)
            + "Outputs: {Size: {Value: two}}");
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(world.log)
        .containsExactly(
            "update A {\"Name\":\"a\",\"Size\":2}",
            "create B {\"Name\":\"new\"}",
            "create D {\"Name\":\"d\"}",
            "update A {\"Name\":\"a\",\"Size\":1}",
            "delete d",
            "delete new");
    assertThat(world.taken).containsExactlyInAnyOrder("a", "old", "c");
    assertThat(stack("shop").outputs().getFirst().outputValue()).isEqualTo("one");
    assertThat(events("shop"))
        .containsSubsequence(
            "E CREATE_FAILED",
            "shop UPDATE_ROLLBACK_IN_PROGRESS",
            "A UPDATE_COMPLETE",
            "shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "D DELETE_COMPLETE",
            "B DELETE_COMPLETE",
            "shop UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void removesWhatIsReplacedOrGoneOnlyInTheCleanUp() {
    create(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: old}}
            B: {Type: Test::Thing, Properties: {Name: b}}
            C: {Type: Test::Thing, UpdateReplacePolicy: Retain, Properties: {Name: c}}
            D: {Type: Test::Thing, DeletionPolicy: Retain, Properties: {Name: d}}
            """));
    settled("shop");
    world.log.clear();
    update(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: new}}
            C: {Type: Test::Thing, UpdateReplacePolicy: Retain, Properties: {Name: c2}}
            """));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(world.log)
        .containsExactly(
            "create A {\"Name\":\"new\"}", "create C {\"Name\":\"c2\"}", "delete b", "delete old");
    assertThat(events("shop"))
        .containsSubsequence(
            "shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "D DELETE_SKIPPED",
            "B DELETE_COMPLETE",
            "C DELETE_SKIPPED",
            "A DELETE_COMPLETE",
            "shop UPDATE_COMPLETE")
        .endsWith("shop UPDATE_COMPLETE");
  }

  @Test
  void saysThatNothingIsToBeUpdated() {
    String same = template("A: {Type: Test::Thing, Properties: {Name: a}}");
    create("shop", same);
    settled("shop");
    assertThatThrownBy(() -> update("shop", same))
        .hasMessageContaining("No updates are to be performed.");
    String id = changeSet("shop", ChangeSetType.UPDATE, same);
    DescribeChangeSetResponse told = client.describeChangeSet(ask -> ask.changeSetName(id));
    assertThat(told.statusAsString()).isEqualTo("FAILED");
    assertThat(told.statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to"
                + " create a change set.");
  }

  private String changeSet(String stack, ChangeSetType type, String template) {
    return client
        .createChangeSet(
            set ->
                set.stackName(stack)
                    .changeSetName("set" + System.nanoTime())
                    .changeSetType(type)
                    .templateBody(template))
        .id();
  }

  @Test
  void makesAndChangesAStackByChangeSets() {
    String first =
        changeSet(
            "shop",
            ChangeSetType.CREATE,
            template("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}"));
    waiter().waitUntilChangeSetCreateComplete(wait -> wait.changeSetName(first));
    assertThat(stack("shop").stackStatus()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
    assertThat(changes(first)).containsExactly("Add A null");
    client.executeChangeSet(run -> run.changeSetName(first));
    assertThat(settledAfterReview("shop")).isEqualTo(StackStatus.CREATE_COMPLETE);
    String second =
        changeSet(
            "shop",
            ChangeSetType.UPDATE,
            template(
                """
                A: {Type: Test::Thing, Properties: {Name: a2, Size: 1}}
                B: {Type: Test::Thing, Properties: {Size: !GetAtt A.Arn}}
                """));
    assertThat(changes(second)).containsExactly("Modify A True", "Add B null");
    client.executeChangeSet(run -> run.changeSetName(second));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    String third =
        changeSet(
            "shop",
            ChangeSetType.UPDATE,
            template(
                """
                A: {Type: Test::Thing, Properties: {Name: a3, Size: 1}}
                B: {Type: Test::Thing, Properties: {Name: !Ref A, Size: !GetAtt A.Arn}}
                """));
    assertThat(changes(third)).containsExactly("Modify A True", "Modify B Conditional");
    assertThat(client.listChangeSets(ask -> ask.stackName("shop")).summaries())
        .extracting(summary -> summary.executionStatusAsString())
        .containsExactly("AVAILABLE", "EXECUTE_COMPLETE");
    client.deleteChangeSet(ask -> ask.changeSetName(third));
    assertThatThrownBy(() -> client.describeChangeSet(ask -> ask.changeSetName(third)))
        .hasMessageContaining("does not exist");
  }

  private StackStatus settledAfterReview(String name) {
    World.until(
        () ->
            !List.of(StackStatus.REVIEW_IN_PROGRESS, StackStatus.CREATE_IN_PROGRESS)
                .contains(stack(name).stackStatus()));
    return stack(name).stackStatus();
  }

  private List<String> changes(String changeSet) {
    return client.describeChangeSet(ask -> ask.changeSetName(changeSet)).changes().stream()
        .map(
            change ->
                change.resourceChange().actionAsString()
                    + " "
                    + change.resourceChange().logicalResourceId()
                    + " "
                    + change.resourceChange().replacementAsString())
        .toList();
  }

  @Test
  void failsAChangeSetThatWantsWhatIsNotOfferedBeforeAnythingIsMade() {
    String id =
        changeSet(
            "shop",
            ChangeSetType.CREATE,
            template(
                """
                A: {Type: Test::Thing, Properties: {Name: a}}
                B: {Type: Test::Thing, Properties: {Colour: red}}
                C: {Type: Test::Unknown}
                """));
    DescribeChangeSetResponse told = client.describeChangeSet(ask -> ask.changeSetName(id));
    assertThat(told.statusAsString()).isEqualTo("FAILED");
    assertThat(told.statusReason())
        .isEqualTo(
            "line 3: Test::Thing property Colour of B is not supported\n"
                + "line 4: resource type Test::Unknown of C is not supported");
    assertThatThrownBy(() -> client.executeChangeSet(run -> run.changeSetName(id)))
        .hasMessageContaining("cannot be executed in its current status of [FAILED]");
    assertThat(world.log).isEmpty();
  }

  @Test
  void asksForTheCapabilitiesThatATemplateNeeds() {
    String role = template("R: {Type: AWS::IAM::Role, Properties: {Name: r}}");
    assertThatThrownBy(() -> create("shop", role))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("InsufficientCapabilitiesException"))
        .hasMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
    client.createStack(
        stack ->
            stack
                .stackName("shop")
                .templateBody(role)
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
    assertThat(settled("shop")).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void hidesSecretsShowsStoredValuesAndRemembersPreviousOnes() {
    String template =
        """
        Parameters:
          Secret: {Type: String, NoEcho: true}
          Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /known}
          Size: {Type: Number, Default: 1}
        """
            + template("A: {Type: Test::Thing, Properties: {Name: a, Size: !Ref Secret}}");
    client.createStack(
        stack ->
            stack
                .stackName("shop")
                .templateBody(template)
                .parameters(
                    Parameter.builder().parameterKey("Secret").parameterValue("hush").build()));
    settled("shop");
    assertThat(stack("shop").parameters())
        .extracting(Parameter::parameterKey, Parameter::parameterValue, Parameter::resolvedValue)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Secret", "****", null),
            org.assertj.core.groups.Tuple.tuple("Stored", "/known", "v"),
            org.assertj.core.groups.Tuple.tuple("Size", "1", null));
    client.updateStack(
        stack ->
            stack
                .stackName("shop")
                .templateBody(template.replace("Name: a", "Name: b"))
                .parameters(
                    Parameter.builder().parameterKey("Secret").usePreviousValue(true).build()));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(world.log).contains("create A {\"Name\":\"b\",\"Size\":\"hush\"}");
    assertThatThrownBy(() -> create("other", template))
        .hasMessageContaining("Parameters: [Secret] must have values");
  }

  @Test
  void bringsTagsToWhatHasTags() {
    String template =
        template("A: {Type: Test::Thing, Properties: {Name: a, Tags: [{Key: own, Value: o}]}}");
    client.createStack(
        stack ->
            stack.stackName("shop").templateBody(template).tags(tag -> tag.key("team").value("x")));
    settled("shop");
    assertThat(world.tags.get("a")).contains("team=x").contains("own=o");
    client.updateStack(
        stack ->
            stack
                .stackName("shop")
                .usePreviousTemplate(true)
                .tags(tag -> tag.key("team").value("y")));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(world.tags.get("a")).contains("team=y").contains("own=o");
    assertThat(stack("shop").tags().getFirst().value()).isEqualTo("y");
  }

  @Test
  void givesExportsToOtherStacksAndKeepsThemWhileTheyAreUsed() {
    String exporting =
        template("A: {Type: Test::Thing, Properties: {Name: a}}")
            + "Outputs: {Name: {Value: %s, Export: {Name: the-name}}}\n";
    create("giver", exporting.formatted("!Ref A"));
    settled("giver");
    create("taker", template("B: {Type: Test::Thing, Properties: {Size: !ImportValue the-name}}"));
    assertThat(settled("taker")).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(world.log).contains("create B {\"Size\":\"a\"}");
    assertThat(client.listImports(ask -> ask.exportName("the-name")).imports())
        .containsExactly("taker");
    assertThat(client.listExports().exports().getFirst().value()).isEqualTo("a");
    assertThatThrownBy(() -> client.deleteStack(ask -> ask.stackName("giver")))
        .hasMessageContaining("Export the-name cannot be deleted as it is in use by taker");
    update("giver", exporting.formatted("other"));
    assertThat(settled("giver")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(client.listExports().exports().getFirst().value()).isEqualTo("a");
    client.deleteStack(ask -> ask.stackName("taker"));
    World.until(() -> world.stacks().find("taker").isEmpty());
    client.deleteStack(ask -> ask.stackName("giver"));
    World.until(() -> world.stacks().find("giver").isEmpty());
  }

  @Test
  void keepsAStackThatCannotBeDeletedUntilItsResourceIsRetained() {
    create(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: a}}
            B: {Type: Test::Thing, Properties: {Name: b, Size: !GetAtt A.Arn}}
            C: {Type: Test::Thing, Properties: {Name: c}}
            """));
    settled("shop");
    world.stuck.add("b");
    client.deleteStack(ask -> ask.stackName("shop"));
    assertThat(settled("shop")).isEqualTo(StackStatus.DELETE_FAILED);
    assertThat(stack("shop").stackStatusReason()).contains("[B, A]");
    assertThat(world.taken).containsExactlyInAnyOrder("a", "b");
    String id = stack("shop").stackId();
    client.deleteStack(ask -> ask.stackName("shop").retainResources("B"));
    waiter().waitUntilStackDeleteComplete(wait -> wait.stackName(id));
    assertThat(world.taken).containsExactly("b");
    assertThat(stack(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(events(id)).contains("B DELETE_FAILED", "B DELETE_SKIPPED");
  }

  @Test
  void protectsAStackFromDeletion() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a}}"));
    settled("shop");
    client.updateTerminationProtection(
        ask -> ask.stackName("shop").enableTerminationProtection(true));
    assertThatThrownBy(() -> client.deleteStack(ask -> ask.stackName("shop")))
        .hasMessageContaining("cannot be deleted while TerminationProtection is enabled");
  }

  @Test
  void finishesWhatAStopInterrupted() {
    create(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: a, Size: slow}}
            B: {Type: Test::Thing, DependsOn: A, Properties: {Name: b}}
            """));
    World.until(() -> world.log.contains("waits A"));
    world.restartAtTheGate("localhost:4566");
    client = world.client;
    assertThat(settled("shop")).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(world.taken).containsExactlyInAnyOrder("a", "b");
    assertThat(events("shop")).endsWith("B CREATE_COMPLETE", "shop CREATE_COMPLETE");
  }

  @Test
  void givesTemplatesAsTheyWereAndAsTheyWereRead() {
    String original = "# a comment\n" + template("A: {Type: Test::Thing, Properties: {Name: a}}");
    create("shop", original);
    settled("shop");
    assertThat(client.getTemplate(ask -> ask.stackName("shop")).templateBody()).isEqualTo(original);
    assertThat(
            client
                .getTemplate(ask -> ask.stackName("shop").templateStage(TemplateStage.PROCESSED))
                .templateBody())
        .contains("\"Type\" : \"Test::Thing\"");
    assertThat(client.getTemplateSummary(ask -> ask.stackName("shop")).resourceTypes())
        .containsExactly("Test::Thing");
    assertThatThrownBy(
            () -> client.validateTemplate(ask -> ask.templateBody("Resources:\n  A: [\n")))
        .hasMessageContaining("Template format error: line ");
  }

  @Test
  void readsTemplatesAndFilesFromBuckets() {
    world.object("code.zip", "the code");
    world.object("part.yaml", "Name: included");
    world.object(
        "shop.template",
        template(
            """
            A:
              Type: Test::Thing
              Properties:
                Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://artefacts/part.yaml}}
                Code: {S3Bucket: artefacts, S3Key: code.zip}
            """));
    client.createStack(
        stack ->
            stack
                .stackName("shop")
                .templateURL("https://s3.eu-west-1.amazonaws.com/artefacts/shop.template"));
    assertThat(settled("shop")).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(world.log).contains("code the code");
    assertThat(world.taken).containsExactly("included");
    assertThatThrownBy(
            () ->
                client.createStack(
                    stack ->
                        stack
                            .stackName("other")
                            .templateURL("http://localhost:4566/artefacts/none.template")))
        .hasMessageContaining("S3 error")
        .hasMessageContaining("The specified key does not exist.");
    assertThat(world.asked())
        .extracting(permission -> permission.action() + " " + permission.resource())
        .contains(
            "s3:GetObject arn:aws:s3:::artefacts/shop.template",
            "cloudformation:CreateStack"
                + " arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/*");
  }

  @Test
  void givesUpAnUpdateThatIsCancelled() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}"));
    settled("shop");
    update(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: a, Size: slow}}
            B: {Type: Test::Thing, DependsOn: A, Properties: {Name: b}}
            """));
    World.until(() -> world.log.contains("waits A"));
    client.cancelUpdateStack(ask -> ask.stackName("shop"));
    world.gate.countDown();
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(world.taken).containsExactly("a");
  }

  @Test
  void leavesAFailedStackAsItIsWhereRollBackIsDisabled() {
    client.createStack(
        stack ->
            stack
                .stackName("shop")
                .disableRollback(true)
                .templateBody(
                    template(
                        "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                            + "B: {Type: Test::Thing, Properties: {Name: b, Size: bad}}")));
    assertThat(settled("shop")).isEqualTo(StackStatus.CREATE_FAILED);
    assertThat(world.taken).containsExactly("a");
    update(
        "shop",
        template(
            "A: {Type: Test::Thing, Properties: {Name: a}}\n"
                + "B: {Type: Test::Thing, Properties: {Name: b, Size: 1}}"));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(world.taken).containsExactlyInAnyOrder("a", "b");
  }

  private void parent(String parameter) {
    world.object(
        "child.template",
        """
        Parameters: {Size: {Type: String}}
        """
            + template("C: {Type: Test::Thing, Properties: {Name: c, Size: !Ref Size}}")
            + "Outputs: {Arn: {Value: !GetAtt C.Arn}}");
    String text =
        template(
                """
                Child:
                  Type: AWS::CloudFormation::Stack
                  Properties:
                    TemplateURL: http://localhost:4566/artefacts/child.template
                    Parameters: {Size: %s}
                P: {Type: Test::Thing, Properties: {Name: p, Size: !GetAtt Child.Outputs.Arn}}
                Q: {Type: Test::Thing, DependsOn: P, Properties: {Name: q, Size: %s}}
                """)
            .formatted(parameter, parameter.equals("two") ? "bad" : "fine");
    if (world.stacks().find("shop").isEmpty()) {
      create("shop", text);
    } else {
      update("shop", text);
    }
  }

  @Test
  void makesChangesAndRemovesNestedStacksWithTheirParent() {
    parent("one");
    assertThat(settled("shop")).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(world.log).contains("create P {\"Name\":\"p\",\"Size\":\"arn:C\"}");
    String child =
        client
            .describeStackResource(ask -> ask.stackName("shop").logicalResourceId("Child"))
            .stackResourceDetail()
            .physicalResourceId();
    assertThat(stack(child).parentId()).isEqualTo(stack("shop").stackId());
    assertThat(stack(child).rootId()).isEqualTo(stack("shop").stackId());
    assertThatThrownBy(() -> client.deleteStack(ask -> ask.stackName(child)))
        .hasMessageContaining("is deleted with its root stack");
    parent("three");
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(world.log).contains("update C {\"Name\":\"c\",\"Size\":\"three\"}");
    world.log.clear();
    parent("two");
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(world.log)
        .containsExactly(
            "update C {\"Name\":\"c\",\"Size\":\"two\"}",
            "update C {\"Name\":\"c\",\"Size\":\"three\"}",
            "update Q {\"Name\":\"q\",\"Size\":\"fine\"}");
    client.deleteStack(ask -> ask.stackName("shop"));
    World.until(() -> world.stacks().all().isEmpty());
    assertThat(world.taken).isEmpty();
    assertThat(stack(child).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void saysWhyANestedStackCannotBeMade() {
    parent("bad");
    assertThat(settled("shop")).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(
            client.describeStackEvents(ask -> ask.stackName("shop")).stackEvents().stream()
                .map(event -> event.resourceStatusReason())
                .filter(reason -> reason != null && reason.contains("Embedded stack")))
        .singleElement()
        .asString()
        .contains("was not successfully created: line 3: Test::Thing C of shop-Child-")
        .endsWith(": size is bad");
    assertThat(world.taken).isEmpty();
  }

  @Test
  void goesOnRollingBackWhereThatFailedOnceItsCauseIsGone() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}"));
    settled("shop");
    world.unchangeable.add("1");
    update(
        "shop",
        template(
            "A: {Type: Test::Thing, Properties: {Name: a, Size: 2}}\n"
                + "B: {Type: Test::Thing, DependsOn: A, Properties: {Size: bad}}"));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);
    assertThat(stack("shop").stackStatusReason()).contains("[A]");
    world.unchangeable.clear();
    client.continueUpdateRollback(ask -> ask.stackName("shop"));
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(world.log).last().isEqualTo("update A {\"Name\":\"a\",\"Size\":1}");
  }

  @Test
  void rollsBackAfterAStopWhatCannotBeFinished() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: a, Size: 1}}"));
    settled("shop");
    update(
        "shop",
        template(
            """
            A: {Type: Test::Thing, Properties: {Name: b, Size: 1}}
            S: {Type: Test::Thing, DependsOn: A, Properties: {Name: s, Size: slow}}
            B: {Type: Test::Thing, DependsOn: S, Properties: {Size: bad}}
            """));
    World.until(() -> world.log.contains("waits S"));
    world.restartAtTheGate("localhost:4566");
    client = world.client;
    assertThat(settled("shop")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(world.taken).as(world.log.toString()).containsExactly("a");
  }

  @Test
  void showsTheResourcesThatAStackHasAfterOneWasReplaced() {
    create("shop", template("A: {Type: Test::Thing, Properties: {Name: old}}"));
    settled("shop");
    update("shop", template("A: {Type: Test::Thing, Properties: {Name: new}}"));
    settled("shop");
    assertThat(client.listStackResources(ask -> ask.stackName("shop")).stackResourceSummaries())
        .singleElement()
        .satisfies(
            resource -> {
              assertThat(resource.physicalResourceId()).isEqualTo("new");
              assertThat(resource.resourceStatusAsString()).isEqualTo("UPDATE_COMPLETE");
            });
  }
}
