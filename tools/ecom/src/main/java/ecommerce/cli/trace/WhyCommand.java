package ecommerce.cli.trace;

import ecommerce.cli.site.Account;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Target;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * {@code ./ecom why REQUEST}: why a call was denied, from CloudTrail. The id is the one that the
 * denied client was told ({@code x-amzn-requestid}; in the SDKs {@code requestId()}).
 */
@Command(
    name = "why",
    description =
        "Explains a denial: which statement denied, or which action on which resource no statement"
            + " allows, and where the role stands.",
    mixinStandardHelpOptions = true)
public final class WhyCommand implements Callable<Integer> {

  /** CloudTrail answers two pages a second, to a whole account. */
  private static final Duration PACE = Duration.ofMillis(600);

  @Spec CommandSpec spec;
  @Mixin Account account;

  @Parameters(paramLabel = "REQUEST", description = "The request id that the client was told.")
  String requestId;

  @Option(
      names = "--since",
      paramLabel = "HOURS",
      defaultValue = "1",
      description =
          "How far to look back (default: 1; on AWS an hour is two requests a second for each 50"
              + " calls).")
  int hours;

  @Override
  public Integer call() {
    if (requestId.length() < 8) {
      throw new Failure(requestId + " is no request id");
    }
    if (hours < 1) {
      throw new Failure("--since " + hours + ": at least one hour");
    }
    List<DeniedEvent> events = events();
    List<DeniedEvent> denials = events.stream().filter(DeniedEvent::denied).toList();
    if (events.isEmpty()) {
      throw new Failure(unknown());
    }
    if (denials.isEmpty()) {
      throw new Failure(
          "request "
              + requestId
              + " was not denied: "
              + events.getFirst().action()
              + (events.getFirst().error().isEmpty()
                  ? " went well"
                  : " failed with " + events.getFirst().error()));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (CloudFormationClient stacks = account.client(CloudFormationClient.builder())) {
      denials.forEach(denial -> print(out, denial, stacks));
    }
    out.flush();
    return 0;
  }

  private List<DeniedEvent> events() {
    PrintWriter err = spec.commandLine().getErr();
    try (CloudTrailClient trail = account.client(CloudTrailClient.builder())) {
      return new CallHistory(
              trail,
              account.isLocal() ? Duration.ZERO : PACE,
              progress -> {
                err.println(progress);
                err.flush();
              })
          .of(requestId, Instant.now().minus(Duration.ofHours(hours)));
    }
  }

  private String unknown() {
    String what = "no denied call is known under the request id " + requestId;
    return account.isLocal()
        ? what
            + " in the last "
            + hours
            + " hours: the newest 2000 denials are kept; a wrong signature or none is no denial by"
            + " a policy"
        : what
            + " in the last "
            + hours
            + " hours: CloudTrail's event history comes up to 15 minutes late, and has no data"
            + " events (items of tables, messages, events, invocations, API calls); a trail that"
            + " records those keeps them in its bucket";
  }

  private void print(PrintWriter out, DeniedEvent denial, CloudFormationClient stacks) {
    out.println("denied    " + denial.action());
    out.println("on        " + (denial.resource().isEmpty() ? "*" : denial.resource()));
    out.println("at        " + denial.time());
    out.println("caller    " + denial.caller());
    Optional<RolePlace> place =
        denial
            .role()
            .flatMap(
                arn ->
                    RolePlace.of(stacks, denial.roleName(), account.environment(), Target.root()));
    denial.role().ifPresent(role -> out.println("role      " + role));
    place.ifPresent(
        known ->
            out.println(
                "          "
                    + known.logicalId()
                    + " of stack "
                    + known.stack()
                    + known.file().map(file -> ", " + file).orElse("")));
    out.println("because   " + because(denial));
    out.println("told      " + denial.message());
    remedy(denial, place).ifPresent(words -> out.println("to mend   " + words));
  }

  private String because(DeniedEvent denial) {
    if (denial.decision().isPresent()) {
      String decision = denial.decision().get();
      return decision.equals("no statement allows it")
          ? "no statement of its policies allows " + denial.action() + " on this resource"
          : decision;
    }
    int why = denial.message().indexOf(" because ");
    int with = denial.message().indexOf(" with an explicit deny");
    return why >= 0
        ? denial.message().substring(why + " because ".length())
        : with >= 0
            ? denial.message().substring(with + 1)
            : "CloudTrail does not say; aws iam simulate-principal-policy does, for the role";
  }

  private static Optional<String> remedy(DeniedEvent denial, Optional<RolePlace> place) {
    boolean lacking =
        denial.decision().filter("no statement allows it"::equals).isPresent()
            || denial.message().contains("because no ");
    return place
        .filter(any -> lacking)
        .map(
            known ->
                "where it should be allowed: {Effect: Allow, Action: "
                    + denial.action()
                    + ", Resource: …} in the policies of "
                    + known.logicalId().replaceFirst("Role$", ""));
  }
}
