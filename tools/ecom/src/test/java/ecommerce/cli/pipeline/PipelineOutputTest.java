package ecommerce.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.cli.pipeline.PipelineView.Action;
import ecommerce.cli.pipeline.PipelineView.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineOutputTest {

  private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
  private final StringWriter printed = new StringWriter();
  private final PipelineOutput output =
      new PipelineOutput(new PrintWriter(printed), " --port 4570");

  private static Action action(String name, String status, int from, int to) {
    return new Action(
        name,
        status,
        BEGAN.plusSeconds(from),
        status.equals("InProgress") ? null : BEGAN.plusSeconds(to),
        null,
        null,
        null,
        null);
  }

  private static Action waiting(int from) {
    return new Action(
        "Approve", "InProgress", BEGAN.plusSeconds(from), null, null, null, "token", null);
  }

  private static Action notBegun(String name) {
    return new Action(name, "NotBegun", null, null, null, null, null, null);
  }

  private static PipelineView view(String status, Stage... stages) {
    return new PipelineView(
        "ecommerce",
        "11111111-2222",
        status,
        null,
        "0123456789abcdef",
        "Raise the limit",
        BEGAN,
        BEGAN.plusSeconds(200),
        List.of(stages));
  }

  @Test
  void saysEachThingThatHappenedOnce() {
    Stage source = new Stage("Source", false, List.of(action("Source", "Succeeded", 0, 1)));
    output.news(
        view(
            "InProgress",
            source,
            new Stage("Build", false, List.of(action("Build", "InProgress", 2, 0)))));
    output.news(
        view(
            "InProgress",
            source,
            new Stage("Build", false, List.of(action("Build", "Succeeded", 2, 95)))));
    assertThat(printed.toString().lines())
        .containsExactly(
            "ecommerce  execution 11111111-2222  commit 01234567  Raise the limit",
            "    0.0 s  Source/Source                begins",
            "    1.0 s  Source/Source                succeeded in 1.0 s",
            "    2.0 s  Build/Build                  begins",
            "   95.0 s  Build/Build                  succeeded in 1 min 33 s");
  }

  @Test
  void namesTheTestsThatFailed() {
    FailedBuild why =
        new FailedBuild(
            "BUILD",
            "exit status 1",
            List.of(
                new FailedBuild.FailedTest("OrderIT.refusesNothing", "expected 200 but was 500")),
            "/ecommerce/pipeline/tests",
            List.of("a line"));
    Action failed =
        new Action(
            "IntegrationTests", "Failed", BEGAN, BEGAN.plusSeconds(30), null, "build:1", null, why);
    output.end(view("Failed", new Stage("Tests", false, List.of(failed))));
    assertThat(printed.toString().lines())
        .containsExactly(
            "Tests/IntegrationTests failed",
            "  phase BUILD: exit status 1",
            "  ✗ OrderIT.refusesNothing: expected 200 but was 500",
            "  the log is in the group /ecommerce/pipeline/tests",
            "ecommerce Failed after 3 min 20 s");
  }

  @Test
  void showsHowTheLogEndedWhereNoTestFailed() {
    FailedBuild why = new FailedBuild("BUILD", "exit status 2", List.of(), null, List.of("no JDK"));
    Action failed =
        new Action("Build", "Failed", BEGAN, BEGAN.plusSeconds(3), "wrong", "build:1", null, why);
    output.end(view("Failed", new Stage("Build", false, List.of(failed))));
    assertThat(printed.toString()).contains("Build/Build failed: wrong").contains("  | no JDK");
  }

  @Test
  void saysAReasonOnce() {
    FailedBuild why = new FailedBuild("BUILD", "exit status 2", List.of(), null, List.of());
    Action failed =
        new Action(
            "Build",
            "Failed",
            BEGAN,
            BEGAN.plusSeconds(3),
            "Build terminated: exit status 2",
            "build:1",
            null,
            why);
    output.end(view("Failed", new Stage("Build", false, List.of(failed))));
    assertThat(printed.toString().lines())
        .startsWith("Build/Build failed: Build terminated: exit status 2", "  phase BUILD");
  }

  @Test
  void showsTheWholeOfATestsMessageInALine() {
    assertThat(FailedBuild.inOneLine("[AT] \nexpected: 1001\n but was: 1000"))
        .isEqualTo("[AT] expected: 1001 but was: 1000");
    assertThat(FailedBuild.inOneLine("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
  }

  @Test
  void saysHowToApproveWhereAPersonIsWaitedFor() {
    PipelineView view =
        view(
            "InProgress",
            new Stage("Approval", false, List.of(waiting(100))),
            new Stage("Prod", false, List.of(notBegun("Deploy"))));
    output.whole(view, BEGAN.plusSeconds(130));
    assertThat(printed.toString().lines())
        .containsExactly(
            "ecommerce  execution 11111111-2222  commit 01234567  Raise the limit",
            "InProgress for 2 min 10 s",
            "  Approval   ? Approve            waits for a person since 30.0 s",
            "  Prod         Deploy             ",
            "Approval waits for a person: ./ecom approve --port 4570   or   ./ecom approve --port"
                + " 4570 --reject --comment WHY");
  }

  @Test
  void saysWhereAnExecutionWaitsForAnotherOne() {
    output.whole(view("InProgress", new Stage("Tests", true, List.of(notBegun("Deploy")))), BEGAN);
    assertThat(printed.toString()).contains("the execution waits before this stage");
  }
}
