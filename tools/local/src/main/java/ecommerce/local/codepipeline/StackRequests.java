package ecommerce.local.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What CloudFormation is asked for: a template of an artifact, with its parameters and tags. */
record StackRequests(Work work) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The longest template that a request itself may hold. */
  private static final int LONGEST_BODY = 51_200;

  ObjectNode template() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    byte[] template = work.file(work.required("TemplatePath"));
    if (template.length <= LONGEST_BODY) {
      request.put("TemplateBody", new String(template, StandardCharsets.UTF_8));
    } else {
      ArtifactRef place = Artifacts.place(work.structure(), "templates", work.run().id());
      work.artifacts().write(work, place.bucket(), place.key(), template);
      request.put("TemplateURL", "s3://" + place.bucket() + "/" + place.key());
    }
    work.text("RoleArn").ifPresent(role -> request.put("RoleARN", role));
    ArrayNode capabilities = request.putArray("Capabilities");
    Stream.of(work.text("Capabilities").orElse("").split(","))
        .map(String::strip)
        .filter(capability -> !capability.isEmpty())
        .forEach(capabilities::add);
    configure(request);
    return request;
  }

  private void configure(ObjectNode request) {
    JsonNode configuration =
        work.text("TemplateConfiguration")
            .map(location -> read(location, work.file(location)))
            .orElse(JsonNodeFactory.instance.objectNode());
    if (configuration.has("StackPolicy")) {
      throw new Inputs.Wrong("StackPolicy of TemplateConfiguration is not offered");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    configuration
        .path("Parameters")
        .properties()
        .forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
    work.text("ParameterOverrides")
        .map(text -> read("ParameterOverrides", text.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(
            overrides ->
                overrides
                    .properties()
                    .forEach(one -> parameters.put(one.getKey(), value(one.getValue()))));
    ArrayNode list = request.putArray("Parameters");
    parameters.forEach(
        (key, value) -> list.addObject().put("ParameterKey", key).put("ParameterValue", value));
    if (configuration.has("Tags")) {
      ArrayNode tags = request.putArray("Tags");
      configuration
          .path("Tags")
          .properties()
          .forEach(
              tag ->
                  tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue().asText()));
    }
  }

  /** A value, or what one of CodePipeline's two functions gives. */
  private String value(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    JsonNode attribute = value.path("Fn::GetArtifactAtt");
    if (attribute.size() == 2) {
      ArtifactRef artifact = work.input(attribute.get(0).asText());
      return switch (attribute.get(1).asText()) {
        case "BucketName" -> artifact.bucket();
        case "ObjectKey" -> artifact.key();
        case "URL" -> "https://s3.amazonaws.com/" + artifact.bucket() + "/" + artifact.key();
        default -> throw new Inputs.Wrong("An artifact has no attribute " + attribute.get(1));
      };
    }
    JsonNode parameter = value.path("Fn::GetParam");
    if (parameter.size() == 3) {
      String location = parameter.get(0).asText() + "::" + parameter.get(1).asText();
      JsonNode found = read(location, work.file(location)).path(parameter.get(2).asText());
      if (found.isValueNode()) {
        return found.asText();
      }
      throw new Inputs.Wrong(location + " has no value for " + parameter.get(2));
    }
    throw new Inputs.Wrong(
        "ParameterOverrides takes strings, Fn::GetArtifactAtt and Fn::GetParam, not " + value);
  }

  private static JsonNode read(String what, byte[] json) {
    try {
      JsonNode read = JSON.readTree(json);
      if (read.isObject()) {
        return read;
      }
      throw new Inputs.Wrong(what + " is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new Inputs.Wrong(what + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Inputs.Wrong(what + " cannot be read: " + e.getMessage());
    }
  }
}
