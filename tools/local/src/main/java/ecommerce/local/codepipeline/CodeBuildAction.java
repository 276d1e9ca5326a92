package ecommerce.local.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a build: its inputs are the build's sources, its outputs the build's artifacts, and what the
 * build exports are the variables of the action.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html">Action
 *     reference</a>
 */
final class CodeBuildAction implements Provider {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Outcome run(Work work) {
    String id =
        work.external()
            .id()
            .orElseGet(
                () -> {
                  JsonNode build =
                      work.call("codebuild", "StartBuild", request(work)).path("build");
                  String started = build.path("id").asText();
                  work.begun(started, build.path("logs").path("deepLink").asText(null), null);
                  return started;
                });
    JsonNode build = build(work, id);
    while (build.path("buildStatus").asText().equals("IN_PROGRESS")) {
      work.pause();
      build = build(work, id);
    }
    if (!build.path("buildStatus").asText().equals("SUCCEEDED")) {
      return Outcome.failed(
          "Build terminated with state: " + build.path("buildStatus").asText() + reason(build));
    }
    Map<String, String> exported = new LinkedHashMap<>();
    build
        .path("exportedEnvironmentVariables")
        .forEach(one -> exported.put(one.path("name").asText(), one.path("value").asText()));
    return Outcome.done(null, exported, work.outputs());
  }

  /** Which phase failed, and why. */
  private static String reason(JsonNode build) {
    for (JsonNode phase : build.path("phases")) {
      String status = phase.path("phaseStatus").asText("SUCCEEDED");
      if (!status.equals("SUCCEEDED") && !status.isEmpty()) {
        return ", phase: "
            + phase.path("phaseType").asText()
            + ", error: "
            + phase.at("/contexts/0/message").asText();
      }
    }
    return "";
  }

  private static JsonNode build(Work work, String id) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.putArray("ids").add(id);
    return work.call("codebuild", "BatchGetBuilds", request).path("builds").path(0);
  }

  private static ObjectNode request(Work work) {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("projectName", work.required("ProjectName"))
            .put("idempotencyToken", work.run().id());
    ArtifactRef primary =
        work.text("PrimarySource").map(work::input).orElseGet(() -> work.inputs().getFirst());
    primary
        .reference()
        .ifPresentOrElse(
            clone ->
                request
                    .put("sourceTypeOverride", "CODECOMMIT")
                    .put("sourceLocationOverride", clone.url())
                    .put("sourceVersion", clone.commit())
                    .put("gitCloneDepthOverride", 0),
            () ->
                request
                    .put("sourceTypeOverride", "S3")
                    .put("sourceLocationOverride", primary.bucket() + "/" + primary.key()));
    sources(request, work, primary);
    artifacts(request, work);
    work.text("EnvironmentVariables")
        .ifPresent(text -> request.set("environmentVariablesOverride", variables(text)));
    return request;
  }

  private static void sources(ObjectNode request, Work work, ArtifactRef primary) {
    ArrayNode sources = JsonNodeFactory.instance.arrayNode();
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    for (ArtifactRef input : work.inputs()) {
      if (!input.equals(primary)) {
        ObjectNode source = sources.addObject().put("sourceIdentifier", input.name());
        if (input.reference().isPresent()) {
          source.put("type", "CODECOMMIT").put("location", input.reference().get().url());
          versions
              .addObject()
              .put("sourceIdentifier", input.name())
              .put("sourceVersion", input.reference().get().commit());
        } else {
          source.put("type", "S3").put("location", input.bucket() + "/" + input.key());
        }
      }
    }
    if (!sources.isEmpty()) {
      request.set("secondarySourcesOverride", sources);
    }
    if (!versions.isEmpty()) {
      request.set("secondarySourcesVersionOverride", versions);
    }
  }

  /** One output is the build's artifact; several are its secondary ones, by their names. */
  private static void artifacts(ObjectNode request, Work work) {
    List<ArtifactRef> outputs = work.outputs();
    if (outputs.size() == 1) {
      request.set("artifactsOverride", zipped(outputs.getFirst()));
      return;
    }
    request.putObject("artifactsOverride").put("type", "NO_ARTIFACTS");
    if (!outputs.isEmpty()) {
      ArrayNode secondary = request.putArray("secondaryArtifactsOverride");
      outputs.forEach(
          place -> secondary.add(zipped(place).put("artifactIdentifier", place.name())));
    }
  }

  private static ObjectNode zipped(ArtifactRef place) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "S3")
        .put("location", place.bucket())
        .put("namespaceType", "NONE")
        .put("packaging", "ZIP")
        .put("name", place.key());
  }

  private static JsonNode variables(String text) {
    try {
      JsonNode variables = JSON.readTree(text);
      if (variables.isArray()) {
        return variables;
      }
    } catch (JsonProcessingException e) {
      throw new Inputs.Wrong("EnvironmentVariables is not JSON: " + e.getOriginalMessage());
    }
    throw new Inputs.Wrong("EnvironmentVariables is not a JSON array");
  }
}
