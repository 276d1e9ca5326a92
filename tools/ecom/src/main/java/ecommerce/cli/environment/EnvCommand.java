package ecommerce.cli.environment;

import ecommerce.cli.site.Aws;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code eval "$(./ecom env)"}: points the AWS CLI and SDKs of a shell at the environment. */
@Command(
    name = "env",
    description = "Prints exports for the shell: eval \"$(./ecom env)\"",
    mixinStandardHelpOptions = true)
public final class EnvCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Override
  public Integer call() {
    RunningEnvironment running = target.running();
    var out = spec.commandLine().getOut();
    out.println("export AWS_ENDPOINT_URL=" + running.endpoint());
    out.println("export AWS_ACCESS_KEY_ID=" + Aws.ACCESS_KEY);
    out.println("export AWS_SECRET_ACCESS_KEY=" + Aws.SECRET_KEY);
    out.println("export AWS_DEFAULT_REGION=" + running.region());
    out.println("export AWS_REGION=" + running.region());
    out.println("export ECOM_PORT=" + running.port());
    out.println("export ECOM_ENVIRONMENT=" + running.environment());
    out.println("export ECOM_GRAPHQL_URL=" + running.graphqlUrl());
    out.println("export ECOM_API_KEY=" + running.apiKey());
    return 0;
  }
}
