package ecommerce.cli.pipeline;

import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.ChangedServices;
import ecommerce.deploy.GitChanges;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * {@code ./ecom changed}: which services differ from what an environment has. One line on standard
 * output: names, {@code all} or {@code none}; the reasons on standard error. Where it cannot be
 * known, it is {@code all}.
 */
@Command(
    name = "changed",
    description = "Says which services changed since what an environment has, and what depends.",
    mixinStandardHelpOptions = true)
public final class ChangedCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin PipelineSite site;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "prod",
      description = "The environment (default: prod).")
  String environment;

  @Option(
      names = "--since",
      paramLabel = "COMMIT",
      description = "The commit to compare with (default: the one that the environment has).")
  String since;

  @Option(
      names = "--to",
      paramLabel = "COMMIT",
      defaultValue = "HEAD",
      description = "The commit that is looked at (default: HEAD).")
  String to;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "The CodeCommit repository that is asked (default: the git of this folder).")
  String repository;

  @Option(
      names = "--note",
      paramLabel = "COMMIT",
      description = "Notes that the environment has this commit now, and does nothing else.")
  String note;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (note != null) {
      try (AwsConnection aws = site.connect()) {
        aws.ssm()
            .putParameter(
                r -> r.name(parameter()).value(note).type(ParameterType.STRING).overwrite(true));
      }
      out.println(environment + " has " + note);
      return 0;
    }
    ChangedServices services = new ChangedServices(Target.root());
    Map<String, String> all = services.all("");
    Map<String, String> changed = changed(services);
    PrintWriter err = spec.commandLine().getErr();
    changed.forEach((service, why) -> err.println(service + ": " + why));
    err.flush();
    out.println(
        changed.isEmpty()
            ? "none"
            : changed.size() == all.size() ? "all" : String.join(" ", changed.keySet()));
    return 0;
  }

  private Map<String, String> changed(ChangedServices services) {
    Optional<String> base = Optional.ofNullable(since).or(this::noted);
    if (base.isEmpty()) {
      return services.all(environment + " has no commit yet");
    }
    try {
      return services.of(paths(base.get()));
    } catch (IllegalArgumentException e) {
      return services.all("not known what changed since " + base.get() + ": " + e.getMessage());
    }
  }

  private List<String> paths(String base) {
    if (repository == null || repository.isBlank()) {
      return new GitChanges(Target.root()).between(base, to);
    }
    try (AwsConnection aws = site.connect();
        CodeCommitClient code = aws.client(CodeCommitClient.builder())) {
      return code
          .getDifferencesPaginator(
              r ->
                  r.repositoryName(repository).beforeCommitSpecifier(base).afterCommitSpecifier(to))
          .stream()
          .flatMap(page -> page.differences().stream())
          .flatMap(ChangedCommand::paths)
          .distinct()
          .toList();
    } catch (CodeCommitException e) {
      throw new IllegalArgumentException(e.awsErrorDetails().errorMessage(), e);
    }
  }

  private static Stream<String> paths(Difference difference) {
    return Stream.of(
            Optional.ofNullable(difference.beforeBlob()),
            Optional.ofNullable(difference.afterBlob()))
        .flatMap(Optional::stream)
        .map(blob -> blob.path());
  }

  private Optional<String> noted() {
    try (AwsConnection aws = site.connect()) {
      return Optional.of(aws.ssm().getParameter(r -> r.name(parameter())).parameter().value());
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }

  private String parameter() {
    return "/ecommerce/" + environment + "/pipeline/commit/id";
  }
}
