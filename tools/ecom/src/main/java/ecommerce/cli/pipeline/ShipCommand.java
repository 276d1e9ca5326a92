package ecommerce.cli.pipeline;

import ecommerce.cli.deploy.DeployOutput;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Site;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.GitChanges;
import ecommerce.deploy.OwnStacks;
import ecommerce.deploy.stacks.DeployedStack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/**
 * {@code ./ecom ship}: makes the repository and the pipeline where they are missing, and pushes a
 * commit. What is not committed is not shipped. From then on the pipeline brings itself along: its
 * stack is touched again only where an option says something new.
 */
@Command(
    name = "ship",
    description = "Makes repository and pipeline where they are missing, and pushes a commit.",
    mixinStandardHelpOptions = true)
public final class ShipCommand implements Callable<Integer> {

  private static final String REPOSITORY_STACK = "ecommerce-repository";
  private static final String PIPELINE_STACK = "ecommerce-pipeline";

  private static final String PIPELINE = "ecommerce";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(300);

  @Spec CommandSpec spec;
  @Mixin Site site;

  @Option(
      names = "--commit",
      paramLabel = "COMMIT",
      defaultValue = "HEAD",
      description = "What is pushed (default: HEAD).")
  String commit;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "The branch that the pipeline follows (default: main).")
  String branch;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "Of CodeCommit (default: ecommerce); with --connection owner/name there.")
  String repository;

  @Option(
      names = "--connection",
      paramLabel = "ARN",
      description =
          "Of CodeConnections, where the repository is elsewhere; then nothing is pushed from"
              + " here.")
  String connection;

  @Option(
      names = "--approval",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether a person approves before prod (default: true).")
  Boolean approval;

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "Who hears of approvals to give and of failures.")
  String email;

  @Option(
      names = "--again",
      description = "Pushes nothing: starts the pipeline with what the branch has.")
  boolean again;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DeployOutput output = new DeployOutput(out, System.nanoTime(), DeployOutput.Detail.STACKS);
    try (AwsConnection aws = site.connect(Site.Otherwise.HERE_UNLESS_CONFIGURED)) {
      OwnStacks stacks = new OwnStacks(aws, output);
      Optional<DeployedStack> pipeline = stacks.find(PIPELINE_STACK);
      Map<String, String> given = given();
      ShipPlan plan =
          ShipPlan.of(
              pipeline.isPresent(), connection(pipeline).isPresent(), again, !given.isEmpty());
      Optional<String> before = Optional.empty();
      boolean pushed = false;
      for (ShipPlan.Step step : plan.steps()) {
        switch (step) {
          case PIPELINE -> deploy(aws, stacks, pipeline, given);
          case PUSH -> {
            before = pipeline.flatMap(made -> latest(aws));
            pushed = push(stacks, pipeline);
          }
          case START -> {
            before = latest(aws);
            start(aws, pipeline.orElseThrow());
          }
        }
      }
      if (plan.begins(pushed)) {
        out.println("execution " + awaitAnother(aws, before));
      } else {
        out.println(
            plan.pushes()
                ? "the branch has this commit already; run it again with: ./ecom ship --again"
                : "the code is behind a connection: push it there, or run what is there again with:"
                    + " ./ecom ship --again");
      }
    }
    out.println("see how it goes: ./ecom pipeline" + site.options());
    return 0;
  }

  private static void deploy(
      AwsConnection aws,
      OwnStacks stacks,
      Optional<DeployedStack> pipeline,
      Map<String, String> given) {
    given.put("ArtifactBucket", stacks.artifactBucket());
    if (pipeline.isEmpty() && aws.endpoint().isPresent()) {
      given.put("Cache", "LOCAL"); // downloads are on this machine already
    }
    stacks.deploy(PIPELINE_STACK, folder().resolve("template.yaml"), given);
  }

  /** Whether there was something to push. */
  private boolean push(OwnStacks stacks, Optional<DeployedStack> pipeline) {
    Map<String, String> present = pipeline.map(DeployedStack::parameters).orElse(Map.of());
    String name = first(repository, present.get("Repository"), "ecommerce");
    String target = first(branch, present.get("Branch"), "main");
    GitChanges changes = new GitChanges(Target.root());
    changes.requireBranch(target);
    String id = changes.commit(commit);
    DeployedStack made =
        stacks.deploy(
            REPOSITORY_STACK, folder().resolve("repository.yaml"), Map.of("Repository", name));
    String url = made.output("CloneUrl").orElseThrow();
    GitPush git = new GitPush(Target.root(), url, site.options());
    if (git.has(id, target)) {
      return false;
    }
    git.push(id, target);
    spec.commandLine()
        .getOut()
        .println("pushed " + id.substring(0, 8) + " to " + target + " of " + url);
    return true;
  }

  private void start(AwsConnection aws, DeployedStack pipeline) {
    try (CodePipelineClient pipelines = aws.client(CodePipelineClient.builder())) {
      pipelines.startPipelineExecution(r -> r.name(pipeline.output("Pipeline").orElseThrow()));
    }
  }

  private static Optional<String> latest(AwsConnection aws) {
    try (PipelineReader reader = new PipelineReader(aws, PIPELINE)) {
      return reader.latest();
    }
  }

  /** The execution that the push or the new pipeline starts, which happens by an event. */
  private static String awaitAnother(AwsConnection aws, Optional<String> before) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<String> now = latest(aws);
      if (now.isPresent() && !now.equals(before)) {
        return now.get();
      }
      if (System.nanoTime() > deadline) {
        throw new Failure("no execution began within a minute");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** What options say; all else is as it was. */
  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "Repository", repository);
    put(given, "Branch", branch);
    put(given, "Connection", connection);
    put(given, "Approval", approval == null ? null : approval.toString());
    put(given, "Email", email);
    if (!given.isEmpty() && connection != null && repository == null) {
      throw new Failure("--connection needs --repository owner/name");
    }
    return given;
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private Optional<String> connection(Optional<DeployedStack> pipeline) {
    return Optional.ofNullable(connection)
        .or(() -> pipeline.map(stack -> stack.parameters().getOrDefault("Connection", "")))
        .filter(arn -> !arn.isBlank());
  }

  private static String first(String given, String present, String otherwise) {
    return given != null ? given : present != null ? present : otherwise;
  }

  private static Path folder() {
    return Target.root().resolve("pipeline");
  }
}
