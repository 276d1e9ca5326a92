package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Site;
import ecommerce.deploy.AwsConnection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;

/** {@code ./ecom approve}: a person's word. Exit code 1 where nothing waits for one. */
@Command(
    name = "approve",
    description = "Approves, or rejects, what the pipeline waits for.",
    mixinStandardHelpOptions = true)
public final class ApproveCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Site site;
  @Mixin PipelineChoice choice;

  @Option(names = "--reject", description = "It does not go on; a --comment says why.")
  boolean reject;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What is kept with the decision, up to 512 letters.")
  String comment;

  @Override
  public Integer call() {
    if (reject && comment.isBlank()) {
      throw new Failure("--reject needs --comment WHY");
    }
    try (AwsConnection aws = site.connect(Site.Otherwise.HERE_UNLESS_CONFIGURED);
        PipelineReader reader = new PipelineReader(aws, choice.name())) {
      String id =
          choice
              .execution()
              .or(reader::waiting)
              .or(reader::latest)
              .orElseThrow(() -> new Failure(choice.name() + " has not run yet"));
      PipelineView view = reader.read(id);
      PipelineView.Waiting waiting =
          view.approval()
              .orElseThrow(
                  () ->
                      new Failure(
                          "execution "
                              + view.execution()
                              + " is "
                              + view.status()
                              + " and waits for nobody; see: ./ecom pipeline --once"
                              + site.options()));
      reader
          .pipelines()
          .putApprovalResult(
              r ->
                  r.pipelineName(choice.name())
                      .stageName(waiting.stage().name())
                      .actionName(waiting.action().name())
                      .token(waiting.action().approval())
                      .result(
                          result ->
                              result
                                  .summary(comment)
                                  .status(
                                      reject ? ApprovalStatus.REJECTED : ApprovalStatus.APPROVED)));
      spec.commandLine()
          .getOut()
          .println(
              (reject ? "rejected: " : "approved: ")
                  + (view.commit() == null ? view.execution() : view.commit().substring(0, 8))
                  + (view.message() == null ? "" : "  " + view.message()));
      return 0;
    }
  }
}
