package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Invoker;
import ecommerce.local.Roles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Invokes a function with a job; the function says how it went, by PutJobSuccessResult or
 * PutJobFailureResult, within twenty minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html">Invoke
 *     a Lambda function in a pipeline</a>
 */
final class LambdaInvoke implements Provider {

  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Invoker invoker;

  LambdaInvoke(Invoker invoker) {
    this.invoker = invoker;
  }

  @Override
  public Outcome run(Work work) {
    Roles.Credentials session = work.session().get();
    work.begun(work.run().id(), null, null);
    invoker.enqueue(
        session.identity(),
        work.required("FunctionName"),
        event(work, session).toString().getBytes(StandardCharsets.UTF_8));
    return new Outcome.Awaited(work.timers().instant().plus(LONGEST), Optional.empty());
  }

  private static ObjectNode event(Work work, Roles.Credentials session) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode job = event.putObject("CodePipeline.job");
    job.put("id", work.run().id());
    job.put("accountId", session.identity().roleArn().split(":")[4]);
    ObjectNode data = job.putObject("data");
    ObjectNode configuration = data.putObject("actionConfiguration").putObject("configuration");
    configuration.put("FunctionName", work.required("FunctionName"));
    work.text("UserParameters").ifPresent(text -> configuration.put("UserParameters", text));
    artifacts(data.putArray("inputArtifacts"), work.inputs());
    artifacts(data.putArray("outputArtifacts"), work.outputs());
    data.putObject("artifactCredentials")
        .put("accessKeyId", session.accessKeyId())
        .put("secretAccessKey", session.secretAccessKey())
        .put("sessionToken", session.sessionToken());
    work.run().pending().continuation().ifPresent(token -> data.put("continuationToken", token));
    return event;
  }

  private static void artifacts(ArrayNode list, List<ArtifactRef> artifacts) {
    for (ArtifactRef artifact : artifacts) {
      ObjectNode one =
          list.addObject()
              .put("name", artifact.name())
              .put("revision", artifact.revision().orElse(null));
      one.putObject("location")
          .put("type", "S3")
          .putObject("s3Location")
          .put("bucketName", artifact.bucket())
          .put("objectKey", artifact.key());
    }
  }
}
