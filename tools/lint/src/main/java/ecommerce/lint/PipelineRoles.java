package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The pipeline has a role for the service, with which CloudFormation makes its stack. */
final class PipelineRoles implements Check {

  private static final String FILE = "pipeline/environment.yaml";

  /** CloudFormation cuts stacks' names in the names that it makes, down to this many letters. */
  private static final int LETTERS_KEPT = 6;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String explanation() {
    return "pipeline/environment.yaml has a role for each service, with its name and its tags, and"
        + " each managed policy there lists it: the pipeline deploys nothing without, and the"
        + " policies allow by the tags.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Path file = checkout.root().resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      look(service, YamlFile.read(file), findings);
    } catch (TemplateException e) {
      findings.add(e.position(), e.reason() + "; the pipeline's roles were not checked");
    }
  }

  private static void look(ServiceFolder service, YamlFile pipeline, Findings findings) {
    Optional<String> role = role(pipeline, service.name());
    if (role.isEmpty()) {
      findings.add(
          service.metadata().position("name"),
          "%s has no role tagged service: %s, so the pipeline cannot deploy it: copy that of another service (docs/adding-a-service.md)"
              .formatted(FILE, service.name()));
      return;
    }
    JsonNode properties = pipeline.at("Resources", role.get(), "Properties");
    wanted(service.name())
        .forEach(
            (what, value) -> {
              String found =
                  what.equals("RoleName")
                      ? properties.path(what).asText()
                      : tag(properties, what).orElse("nothing");
              if (!found.equals(value)) {
                findings.add(
                    pipeline.position("Resources", role.get()),
                    "%s of %s is %s and should be %s".formatted(what, role.get(), found, value));
              }
            });
    pipeline
        .at("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals("AWS::IAM::ManagedPolicy")
                  && !lists(resource.getValue(), role.get())) {
                findings.add(
                    pipeline.position("Resources", resource.getKey(), "Properties", "Roles"),
                    "%s does not list %s: the pipeline would lack what it allows"
                        .formatted(resource.getKey(), role.get()));
              }
            });
  }

  private static Map<String, String> wanted(String service) {
    String environment = "${Environment}";
    return Map.of(
        "RoleName", "ecommerce-pipeline-" + environment + "-" + service,
        "environment", "Environment",
        "stack",
            "ecommerce-"
                + environment
                + "-"
                + service.substring(0, Math.min(LETTERS_KEPT, service.length())));
  }

  /** The logical id of the role that is tagged with the service. */
  private static Optional<String> role(YamlFile pipeline, String service) {
    return pipeline.at("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::IAM::Role"))
        .filter(
            resource ->
                tag(resource.getValue().path("Properties"), "service")
                    .filter(service::equals)
                    .isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Optional<String> tag(JsonNode properties, String key) {
    return StreamSupport.stream(properties.path("Tags").spliterator(), false)
        .filter(tag -> tag.path("Key").asText().equals(key))
        .map(tag -> tag.path("Value").asText())
        .findFirst();
  }

  private static boolean lists(JsonNode policy, String role) {
    return StreamSupport.stream(policy.at("/Properties/Roles").spliterator(), false)
        .anyMatch(listed -> listed.asText().equals(role));
  }
}
