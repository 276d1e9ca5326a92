package ecommerce.local.codepipeline;

import static ecommerce.local.codepipeline.World.action;
import static ecommerce.local.codepipeline.World.declaration;
import static ecommerce.local.codepipeline.World.gate;
import static ecommerce.local.codepipeline.World.source;
import static ecommerce.local.codepipeline.World.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.MovableTimers;
import ecommerce.local.Roles;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** What actions ask of other services, word for word. */
class RequestsTest {

  private static final Roles.Credentials SESSION =
      new Roles.Credentials(
          "ASIATEST",
          "secret",
          "token",
          Instant.MAX,
          new Identity.RoleSession(World.ROLE, World.ROLE + "/shop", "ASIATEST"));

  @TempDir Path directory;
  private final List<String> calls = new ArrayList<>();
  private final MovableTimers timers = new MovableTimers();

  private Work work(
      MvStore store, ActionDeclaration action, String answer, List<ArtifactRef> inputs) {
    Api api =
        (caller, service, operation, request) -> {
          calls.add(service + " " + operation + " " + request);
          return operation.equals("StartBuild")
              ? TestPort.json("{'build': {'id': 'tests:1'}}")
              : TestPort.json(answer);
        };
    Structure structure =
        new Structure(declaration(ExecutionMode.QUEUED, source(), stage("Test", action)));
    Declarations declarations = new Declarations(timers, store);
    Executions executions = new Executions(store);
    Arns arns = new Arns(TestPort.ACCOUNT);
    Engine engine =
        new Engine(
            declarations,
            executions,
            new Announcements((source, type, resources, detail) -> {}, arns),
            timers,
            new Actions(api, timers, null, null, Map.of()));
    ActionRun run =
        ActionRun.begun(
            "0123abcd-0000-0000-0000-000000000000", action.name(), 1, 1, timers.instant());
    Execution execution =
        Execution.begun(
            new Execution.Origin(
                "e1",
                "shop",
                1,
                1,
                ExecutionMode.QUEUED,
                ExecutionType.STANDARD,
                timers.instant(),
                Map.of()),
            new Execution.Cause(
                TriggerType.START_PIPELINE_EXECUTION,
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty()),
            "Test",
            Execution.Products.NONE);
    return new Work(
        engine.runs(),
        api,
        timers,
        null,
        structure,
        execution,
        action,
        RunKey.of(execution, "Test", run),
        run,
        action.configuration(),
        inputs,
        () -> SESSION);
  }

  private static ArtifactRef artifact(String name, ArtifactRef.Reference reference) {
    return new ArtifactRef(
        name, "artifacts", "shop/" + name, Optional.ofNullable(reference), Optional.empty());
  }

  private JsonNode request(int call) {
    return TestPort.json(calls.get(call).split(" ", 3)[2]);
  }

  @Test
  void startsBuildOfItsInputsAndTakesWhatItExports() {
    ActionDeclaration build =
        action("Build", "Build", "CodeBuild")
            .configuration(
                Map.of(
                    "ProjectName", "tests",
                    "PrimarySource", "App",
                    "EnvironmentVariables", "[{\"name\":\"A\",\"value\":\"b\"}]"))
            .inputArtifacts(
                InputArtifact.builder().name("Other").build(),
                InputArtifact.builder().name("App").build())
            .outputArtifacts(OutputArtifact.builder().name("Built").build())
            .build();
    try (MvStore store = new MvStore(directory)) {
      Outcome outcome =
          new CodeBuildAction()
              .run(
                  work(
                      store,
                      build,
                      "{'builds': [{'buildStatus': 'SUCCEEDED', 'exportedEnvironmentVariables':"
                          + " [{'name': 'TAG', 'value': '7'}]}]}",
                      List.of(artifact("Other", null), artifact("App", null))));
      assertThat(calls).first().asString().startsWith("codebuild StartBuild");
      assertThat(request(0))
          .isEqualTo(
              TestPort.json(
                  """
                  {'projectName': 'tests', 'idempotencyToken': '0123abcd-0000-0000-0000-000000000000',
                   'sourceTypeOverride': 'S3', 'sourceLocationOverride': 'artifacts/shop/App',
                   'secondarySourcesOverride': [
                     {'sourceIdentifier': 'Other', 'type': 'S3', 'location': 'artifacts/shop/Other'}],
                   'artifactsOverride': {'type': 'S3', 'location': 'artifacts', 'namespaceType': 'NONE',
                     'packaging': 'ZIP', 'name': 'shop/Built/9136d60'},
                   'environmentVariablesOverride': [{'name': 'A', 'value': 'b'}]}
                  """));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Succeeded.class,
              done -> {
                assertThat(done.variables()).containsEntry("TAG", "7");
                assertThat(done.artifacts().getFirst().key()).isEqualTo("shop/Built/9136d60");
              });
    }
  }

  @Test
  void letsBuildCloneWhatItsSourceRefersTo() {
    ActionDeclaration build =
        action("Build", "Test", "CodeBuild")
            .configuration(Map.of("ProjectName", "tests"))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .build();
    try (MvStore store = new MvStore(directory)) {
      Outcome outcome =
          new CodeBuildAction()
              .run(
                  work(
                      store,
                      build,
                      "{'builds': [{'buildStatus': 'FAILED', 'phases': [{'phaseType': 'BUILD',"
                          + " 'phaseStatus': 'FAILED', 'contexts': [{'message': 'exit status"
                          + " 1'}]}]}]}",
                      List.of(
                          artifact(
                              "App",
                              new ArtifactRef.Reference("http://git/code", "main", "c0de")))));
      assertThat(request(0))
          .isEqualTo(
              TestPort.json(
                  """
                  {'projectName': 'tests', 'idempotencyToken': '0123abcd-0000-0000-0000-000000000000',
                   'sourceTypeOverride': 'CODECOMMIT', 'sourceLocationOverride': 'http://git/code',
                   'sourceVersion': 'c0de', 'gitCloneDepthOverride': 0,
                   'artifactsOverride': {'type': 'NO_ARTIFACTS'}}
                  """));
      assertThat(outcome)
          .isEqualTo(
              Outcome.failed(
                  "Build terminated with state: FAILED, phase: BUILD, error: exit status 1"));
    }
  }

  @Test
  void asksForApprovalThroughTopic() {
    ActionDeclaration approval =
        gate("Gate").toBuilder()
            .timeoutInMinutes(60)
            .configuration(
                Map.of(
                    "NotificationArn", "arn:aws:sns:eu-west-1:123456789012:asked",
                    "CustomData", "commit 1"))
            .build();
    try (MvStore store = new MvStore(directory)) {
      Outcome outcome = new ManualApproval().run(work(store, approval, "{}", List.of()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Awaited.class,
              awaited -> {
                assertThat(awaited.until()).isEqualTo(timers.instant().plusSeconds(3600));
                String message = request(0).path("Message").asText();
                assertThat(calls).first().asString().startsWith("sns Publish");
                assertThat(TestPort.json(message).at("/approval/token").asText())
                    .isEqualTo(awaited.token().orElseThrow());
                assertThat(TestPort.json(message).at("/approval/customData").asText())
                    .isEqualTo("commit 1");
              });
      assertThat(request(0).path("Subject").asText())
          .isEqualTo("APPROVAL NEEDED: AWS CodePipeline shop for action Gate");
    }
  }
}
