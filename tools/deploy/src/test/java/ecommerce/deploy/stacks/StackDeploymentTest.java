package ecommerce.deploy.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.deploy.packaging.Packager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class StackDeploymentTest {

  private static final String QUEUE = "Resources:\n  Queue: {Type: Thing}\n";
  private static final Pace NOW =
      new Pace(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofSeconds(10));

  private final Map<String, String> systemsManager = new HashMap<>();
  private final FakeCloudFormation cloudFormation = new FakeCloudFormation(systemsManager);
  private final MemoryArtifacts artifacts = new MemoryArtifacts();
  private final Told told = new Told();
  private final StackDeployment deployment =
      new StackDeployment(cloudFormation, artifacts, NOW, told);

  private static final class Told implements StackProgress {

    private final List<String> notes = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @Override
    public void note(String stack, String text) {
      notes.add(stack + " " + text);
    }

    @Override
    public void event(String stack, StackEvent event) {
      events.add(event.logicalResourceId() + " " + event.resourceStatusAsString());
    }
  }

  private static StackRequest orders(String template, Map<String, String> parameters) {
    return new StackRequest(
        "orders",
        new Packager("b", "eu-west-1").of(Path.of("template.yaml"), template),
        parameters,
        Map.of("service", "orders"));
  }

  private StackOutcome deploy(String template) {
    return deployment.deploy(orders(template, Map.of()), systemsManager);
  }

  @Test
  void makesAStackAndTellsEachStep() {
    assertThat(deploy(QUEUE)).isEqualTo(new StackOutcome.Created("orders", 1));
    assertThat(told.events)
        .containsExactly(
            "orders CREATE_IN_PROGRESS", "Queue CREATE_COMPLETE", "orders CREATE_COMPLETE");
  }

  @Test
  void leavesAStackThatIsAsWantedAloneWithoutAChangeSet() {
    deploy(QUEUE);
    assertThat(deploy(QUEUE)).isEqualTo(new StackOutcome.Unchanged("orders"));
    assertThat(cloudFormation.calls()).containsExactly("create orders", "execute orders");
  }

  /** So AWS answers; the local environment has the text as it was sent. */
  @Test
  void takesAQuestionMarkInTheDeployedTemplateForACharacterThatIsNotAscii() {
    deploy("# what? really\n" + QUEUE);
    assertThat(deploy("# what\u2014 really\n" + QUEUE))
        .isEqualTo(new StackOutcome.Unchanged("orders"));
    assertThat(cloudFormation.calls()).containsExactly("create orders", "execute orders");
  }

  @Test
  void changesAStackWhoseTemplateDiffers() {
    deploy(QUEUE);
    assertThat(deploy(QUEUE + "  Other: {Type: Thing}\n"))
        .isEqualTo(new StackOutcome.Updated("orders", 1));
    assertThat(told.events).endsWith("orders UPDATE_COMPLETE");
  }

  @Test
  void changesAStackWhoseParametersDiffer() {
    String template = "Parameters: {Days: {Type: Number, Default: 30}}\n" + QUEUE;
    deploy(template);
    assertThat(deployment.deploy(orders(template, Map.of("Days", "30")), Map.of()))
        .isInstanceOf(StackOutcome.Unchanged.class);
    assertThat(deployment.deploy(orders(template, Map.of("Days", "7")), Map.of()))
        .isInstanceOf(StackOutcome.Updated.class);
    assertThat(deploy(template)).isInstanceOf(StackOutcome.Updated.class);
  }

  @Test
  void changesAStackWhoseSystemsManagerParametersHaveOtherValuesNow() {
    String template =
        "Parameters: {Bus: {Type: \"AWS::SSM::Parameter::Value<String>\", Default: /bus}}\n"
            + QUEUE;
    systemsManager.put("/bus", "one");
    deploy(template);
    assertThat(deploy(template)).isInstanceOf(StackOutcome.Unchanged.class);
    systemsManager.put("/bus", "two");
    assertThat(deploy(template)).isInstanceOf(StackOutcome.Updated.class);
  }

  @Test
  void findsNothingToDoWhereOnlyTheTextDiffers() {
    deploy(QUEUE);
    assertThat(deploy("# the same\n" + QUEUE)).isEqualTo(new StackOutcome.Unchanged("orders"));
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  @Test
  void failsWithTheReasonAndThePlaceOfTheResourceThatFailedFirst() {
    String template =
        """
        Resources:
          Queue: {Type: Thing}
          Table: {Type: Broken, Properties: {Because: no such key}}
          Later: {Type: Thing}
        """;
    assertThatThrownBy(() -> deploy(template))
        .isInstanceOf(StackFailure.class)
        .hasMessage(
            "orders: template.yaml:3: Table (Broken): no such key (the stack is"
                + " ROLLBACK_COMPLETE)");
  }

  @Test
  void followsAFailureIntoANestedStack() {
    cloudFormation.happened(
        "arn:inner",
        event("Alarm", "AWS::CloudWatch::Alarm", "CREATE_FAILED", "period is 7"),
        event("Other", "Thing", "CREATE_FAILED", "Resource creation cancelled"));
    String template =
        """
        Resources:
          Alarms:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: https://x, PhysicalId: arn:inner, Because: Embedded stack failed}
        """;
    assertThatThrownBy(() -> deploy(template))
        .hasMessageContaining(
            "template.yaml:2: Alarms → Alarm (AWS::CloudWatch::Alarm): period is 7");
  }

  private static StackEvent event(String logicalId, String type, String status, String reason) {
    return StackEvent.builder()
        .eventId(logicalId)
        .stackId("arn:inner")
        .logicalResourceId(logicalId)
        .physicalResourceId("p-" + logicalId)
        .resourceType(type)
        .resourceStatus(status)
        .resourceStatusReason(reason)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"})
  void removesAStackThatWasNeverMadeAndMakesItAgain(String status) {
    cloudFormation.has("orders", status);
    assertThat(deploy(QUEUE)).isInstanceOf(StackOutcome.Created.class);
    assertThat(cloudFormation.calls())
        .containsExactly("delete orders", "create orders", "execute orders");
    assertThat(told.notes)
        .containsExactly("orders is " + status + ": removing it, to make it again");
  }

  @Test
  void goesOnWithTheShellThatAChangeSetLeft() {
    cloudFormation.has("orders", "REVIEW_IN_PROGRESS");
    assertThat(deploy(QUEUE)).isInstanceOf(StackOutcome.Created.class);
    assertThat(told.notes).singleElement().asString().contains("REVIEW_IN_PROGRESS");
  }

  @Test
  void waitsUntilNothingElseIsBeingDoneToTheStack() {
    cloudFormation.has(
        "orders",
        "UPDATE_IN_PROGRESS",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_COMPLETE");
    assertThat(deploy(QUEUE)).isInstanceOf(StackOutcome.Updated.class);
    assertThat(told.notes)
        .containsExactly("orders is UPDATE_IN_PROGRESS: waiting until that is done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE_ROLLBACK_FAILED", "DELETE_FAILED"})
  void refusesAStackThatAPersonHasToLookAt(String status) {
    cloudFormation.has("orders", status);
    assertThatThrownBy(() -> deploy(QUEUE)).hasMessageStartingWith("orders: is " + status);
    assertThat(cloudFormation.calls()).isEmpty();
  }

  @Test
  void previewsANewStackAndLeavesNothing() {
    StackPreview preview = deployment.preview(orders(QUEUE, Map.of()), Map.of(), true);
    assertThat(preview.isNew()).isTrue();
    assertThat(preview.changes())
        .singleElement()
        .returns("Queue", ResourceChange::logicalId)
        .returns(ResourceChange.Kind.ADDED, ResourceChange::kind);
    assertThat(cloudFormation.changeSetsLeft()).isZero();
    assertThat(new Stacks(cloudFormation, NOW).settled("orders", told)).isEmpty();
  }

  @Test
  void previewsAChangeWithoutMakingIt() {
    deploy(QUEUE);
    String other = "Resources:\n  Bus: {Type: Thing}\n";
    StackPreview preview = deployment.preview(orders(other, Map.of()), Map.of(), true);
    assertThat(preview.isNew()).isFalse();
    assertThat(preview.changes())
        .extracting(ResourceChange::logicalId, ResourceChange::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Bus", ResourceChange.Kind.ADDED),
            org.assertj.core.groups.Tuple.tuple("Queue", ResourceChange.Kind.REMOVED));
    assertThat(deploy(QUEUE)).isInstanceOf(StackOutcome.Unchanged.class);
    assertThat(cloudFormation.changeSetsLeft()).isZero();
  }

  @Test
  void leavesAShellThatWasThereBeforeThePreview() {
    cloudFormation.has("orders", "REVIEW_IN_PROGRESS");
    deployment.preview(orders(QUEUE, Map.of()), Map.of(), true);
    assertThat(cloudFormation.calls()).containsExactly("create orders");
  }

  @Test
  void removesAStackAndWaitsUntilItIsGone() {
    deploy(QUEUE);
    StackRemoval removal = new StackRemoval(cloudFormation, NOW, told);
    assertThat(removal.remove("orders")).isTrue();
    assertThat(removal.remove("orders")).isFalse();
    assertThat(cloudFormation.stackNames()).isEmpty();
  }

  @Test
  void saysWhichResourceKeepsAStackFromBeingRemoved() {
    deploy("Resources:\n  Table: {Type: Thing, Properties: {Stays: it is protected}}\n");
    StackRemoval removal = new StackRemoval(cloudFormation, NOW, told);
    assertThatThrownBy(() -> removal.remove("orders"))
        .hasMessage("orders: Table (Thing): it is protected (the stack is DELETE_FAILED)");
  }

  @Test
  void refusesToRemoveWhatIsProtectedAgainstTermination() {
    deploy(QUEUE);
    cloudFormation.protectsAgainstTermination("orders");
    assertThatThrownBy(() -> new StackRemoval(cloudFormation, NOW, told).remove("orders"))
        .hasMessage("orders: is protected against termination");
  }
}
