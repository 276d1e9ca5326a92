package ecommerce.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Site;
import ecommerce.deploy.AwsConnection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom pipeline}: how an execution goes on, until its end. Exit code 0 where it succeeded
 * (with {@code --once} and {@code --json} also while it goes on), else 1.
 */
@Command(
    name = "pipeline",
    description =
        "Shows the pipeline's progress: stages, actions, times, who is waited for, and why"
            + " something failed.",
    mixinStandardHelpOptions = true)
public final class PipelineCommand implements Callable<Integer> {

  private static final Duration NEAR = Duration.ofMillis(700);
  private static final Duration FAR = Duration.ofSeconds(5);

  @Spec CommandSpec spec;
  @Mixin Site site;
  @Mixin PipelineChoice choice;

  @Option(names = "--once", description = "Shows how it stands, and ends.")
  boolean once;

  @Option(names = "--json", description = "As --once, as JSON.")
  boolean json;

  @Option(
      names = "--until-approval",
      description = "Ends, with exit code 0, also where a person is waited for.")
  boolean untilApproval;

  @Override
  public Integer call() {
    try (AwsConnection aws = site.connect(Site.Otherwise.HERE_UNLESS_CONFIGURED);
        PipelineReader reader = new PipelineReader(aws, choice.name())) {
      Duration pause = aws.endpoint().isPresent() ? NEAR : FAR;
      Optional<String> id = choice.execution().or(reader::latest);
      if (id.isEmpty()) {
        throw new Failure("nothing was pushed yet; push something with: ./ecom ship");
      }
      return once || json ? show(reader.read(id.get())) : follow(reader, id.get(), pause);
    }
  }

  private int show(PipelineView view) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(view));
      out.flush();
    } else {
      new PipelineOutput(out, site.options()).whole(view, Instant.now());
    }
    return view.ended() && !view.succeeded() ? 1 : 0;
  }

  private int follow(PipelineReader reader, String id, Duration pause) {
    PipelineOutput output = new PipelineOutput(spec.commandLine().getOut(), site.options());
    PipelineView view = reader.read(id);
    output.news(view);
    while (!view.ended() && !(untilApproval && view.approval().isPresent())) {
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.interrupted()) {
        throw new Failure("interrupted");
      }
      view = reader.read(view.execution());
      output.news(view);
    }
    if (!view.ended()) {
      return 0;
    }
    output.end(view);
    return view.succeeded() ? 0 : 1;
  }

  private static String json(PipelineView view) {
    try {
      return new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
