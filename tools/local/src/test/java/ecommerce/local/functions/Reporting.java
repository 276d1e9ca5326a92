package ecommerce.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** A function of a pipeline: says how its job went, as its user parameters want it. */
public final class Reporting implements RequestStreamHandler {

  private final CodePipelineClient pipelines = CodePipelineClient.create();

  @Override
  public void handleRequest(
      InputStream in, OutputStream out, com.amazonaws.services.lambda.runtime.Context context)
      throws IOException {
    String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    String job = found("\"id\":\"([^\"]+)\"", event);
    String wanted = found("\"UserParameters\":\"([^\"]+)\"", event);
    if (wanted.equals("fail")) {
      pipelines.putJobFailureResult(
          put ->
              put.jobId(job)
                  .failureDetails(f -> f.type(FailureType.JOB_FAILED).message("no luck")));
    } else {
      pipelines.putJobSuccessResult(
          put ->
              put.jobId(job)
                  .executionDetails(d -> d.summary("all well"))
                  .outputVariables(Map.of("SAID", wanted)));
    }
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
