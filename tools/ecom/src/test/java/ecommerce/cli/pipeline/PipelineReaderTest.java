package ecommerce.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

class PipelineReaderTest {

  private static StageState stage(String execution, String token, ActionExecutionStatus status) {
    return StageState.builder()
        .latestExecution(latest -> latest.pipelineExecutionId(execution))
        .actionStates(
            action ->
                action.latestExecution(
                    latest -> {
                      latest.status(status);
                      latest.token(token);
                    }))
        .build();
  }

  @Test
  void approvesTheExecutionThatWaitsThoughANewerOneBegan() {
    assertThat(
            PipelineReader.waiting(
                List.of(
                    stage("newer", null, ActionExecutionStatus.IN_PROGRESS),
                    stage("older", "token", ActionExecutionStatus.IN_PROGRESS))))
        .contains("older");
  }

  @Test
  void waitsForNobodyWhereAllIsDecided() {
    assertThat(
            PipelineReader.waiting(
                List.of(
                    stage("one", "token", ActionExecutionStatus.SUCCEEDED),
                    StageState.builder().stageName("never begun").build())))
        .isEmpty();
  }

  private static PipelineExecutionSummary execution(String id) {
    return PipelineExecutionSummary.builder().pipelineExecutionId(id).build();
  }

  @Test
  void takesTheOneExecutionWhoseIdBeginsSo() {
    List<PipelineExecutionSummary> all = List.of(execution("ab1"), execution("ab2"));

    assertThat(PipelineReader.only("ab2", all.stream()).pipelineExecutionId()).isEqualTo("ab2");
    assertThatThrownBy(() -> PipelineReader.only("ab", all.stream()))
        .hasMessageContaining("more than one execution begins with \"ab\"");
    assertThatThrownBy(() -> PipelineReader.only("c", all.stream()))
        .hasMessageContaining("no execution c");
  }
}
