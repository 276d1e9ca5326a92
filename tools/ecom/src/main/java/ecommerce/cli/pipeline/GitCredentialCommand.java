package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import ecommerce.deploy.AwsConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom git-credential}: a credential helper of git for CodeCommit, on AWS and here. Git
 * asks it by standard input and must send the path ({@code credential.useHttpPath}).
 */
@Command(
    name = "git-credential",
    description = "Signs git in to CodeCommit; git calls it as a credential helper.",
    mixinStandardHelpOptions = true)
public final class GitCredentialCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin PipelineSite site;

  @Parameters(paramLabel = "get|store|erase", description = "What git asks for.")
  String operation;

  @Override
  public Integer call() throws IOException {
    if (!operation.equals("get")) {
      return 0; // nothing is kept
    }
    Map<String, String> asked = new HashMap<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int equals = line.indexOf('=');
      asked.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }
    String path = asked.get("path");
    if (path == null || asked.get("host") == null) {
      throw new Failure("git did not send the repository's path: set credential.useHttpPath=true");
    }
    try (AwsConnection aws = site.connect()) {
      CodeCommitLogin login =
          CodeCommitLogin.of(
              aws.credentials(),
              aws.region(),
              asked.get("host").replaceFirst(":\\d+$", ""),
              "/" + path,
              Instant.now());
      PrintWriter out = spec.commandLine().getOut();
      out.print("username=" + login.user() + "\npassword=" + login.password() + "\n");
      out.flush();
    }
    return 0;
  }
}
