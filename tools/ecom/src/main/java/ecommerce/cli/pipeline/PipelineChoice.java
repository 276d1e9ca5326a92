package ecommerce.cli.pipeline;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Which pipeline, and which of its executions; what stands for one that is not said is the
 * command's own.
 */
final class PipelineChoice {

  @Parameters(
      arity = "0..1",
      paramLabel = "EXECUTION",
      description =
          "Its id, or how that begins (default: the one that began last; of approve: that waits).")
  private String execution;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "ecommerce",
      description = "The pipeline's name (default: ecommerce).")
  private String name;

  Optional<String> execution() {
    return Optional.ofNullable(execution);
  }

  String name() {
    return name;
  }
}
