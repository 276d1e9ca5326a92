package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outputs of a stack, as variables, and as a file of the action's artifact. */
record StackOutputs(Work work) {

  Outcome of(JsonNode stack, String status) {
    Map<String, String> outputs = new LinkedHashMap<>();
    stack
        .path("Outputs")
        .forEach(
            output ->
                outputs.put(
                    output.path("OutputKey").asText(), output.path("OutputValue").asText()));
    return Outcome.done(
        "Stack " + stack.path("StackName").asText() + ": " + status, outputs, written(outputs));
  }

  private List<ArtifactRef> written(Map<String, String> outputs) {
    if (work.action().outputArtifacts().isEmpty()) {
      return List.of();
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    outputs.forEach(content::put);
    String file =
        work.text("OutputFileName")
            .orElseThrow(() -> new Inputs.Wrong("An output artifact needs OutputFileName"));
    ArtifactRef place = work.outputs().getFirst();
    byte[] zip = Artifacts.zip(Map.of(file, content.toString().getBytes(StandardCharsets.UTF_8)));
    work.artifacts().write(work, place.bucket(), place.key(), zip);
    return List.of(place);
  }
}
