package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.TemplateSummary;
import ecommerce.local.wire.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** The operations that tell of templates. */
final class TemplateQueries {

  private final Engine engine;
  private final StackQueries stacks;
  private final ChangeSetOperations changeSets;
  private final Drafting drafting;

  TemplateQueries(Engine engine, StackQueries stacks, ChangeSetOperations changeSets) {
    this.engine = engine;
    this.stacks = stacks;
    this.changeSets = changeSets;
    this.drafting = new Drafting(engine);
  }

  private static final Pattern LOCAL_BUCKET =
      Pattern.compile("(TemplateURL\"?\\s*:\\s*[\"']?)http://(?:localhost|127\\.0\\.0\\.1):\\d+/");

  /**
   * Packaging names nested templates by the address that it reached S3 at, which tools do not
   * recognise when they take the packages away again: they are told AWS's own.
   */
  private String asOnAws(String body) {
    return LOCAL_BUCKET
        .matcher(body)
        .replaceAll("$1https://s3." + engine.account().region() + ".amazonaws.com/");
  }

  GetTemplateResponse template(Call call, GetTemplateRequest request) {
    Optional<Definition> definition =
        request.changeSetName() != null
            ? Optional.of(changeSets.find(request.changeSetName(), request.stackName()).target())
            : stacks.require(request.stackName()).contents().definition();
    String body =
        definition
            .map(given -> engine.texts().get(given.template()))
            .map(
                text ->
                    request.templateStage() == TemplateStage.PROCESSED
                        ? text.processed()
                        : text.body())
            .orElse("");
    return GetTemplateResponse.builder()
        .templateBody(asOnAws(body))
        .stagesAvailableWithStrings("Original", "Processed")
        .build();
  }

  GetTemplateSummaryResponse summary(Call call, GetTemplateSummaryRequest request) {
    TemplateText text =
        request.stackName() != null
            ? stacks
                .require(request.stackName())
                .contents()
                .definition()
                .map(definition -> engine.texts().get(definition.template()))
                .orElseThrow(() -> Refusals.missing(request.stackName()))
            : drafting.text(request.templateBody(), request.templateURL(), false, Optional.empty());
    TemplateSummary summary = drafting.summary(text);
    Map<String, Set<String>> capabilities = Capabilities.of(summary.resources());
    return GetTemplateSummaryResponse.builder()
        .parameters(summary.parameters().stream().map(TemplateQueries::declaration).toList())
        .description(summary.description().orElse(null))
        .capabilitiesWithStrings(needed(summary, capabilities))
        .capabilitiesReason(reason(capabilities))
        .resourceTypes(types(summary))
        .version(summary.version().orElse(null))
        .metadata(summary.metadata().map(JsonNode::toString).orElse(null))
        .declaredTransforms(summary.transforms())
        .build();
  }

  ValidateTemplateResponse validate(Call call, ValidateTemplateRequest request) {
    TemplateSummary summary =
        drafting.summary(
            drafting.text(request.templateBody(), request.templateURL(), false, Optional.empty()));
    Map<String, Set<String>> capabilities = Capabilities.of(summary.resources());
    return ValidateTemplateResponse.builder()
        .parameters(
            summary.parameters().stream()
                .map(
                    declared ->
                        TemplateParameter.builder()
                            .parameterKey(declared.name())
                            .defaultValue(declared.standard().orElse(null))
                            .noEcho(declared.noEcho())
                            .description(declared.description().orElse(null))
                            .build())
                .toList())
        .description(summary.description().orElse(null))
        .capabilitiesWithStrings(needed(summary, capabilities))
        .capabilitiesReason(reason(capabilities))
        .declaredTransforms(summary.transforms())
        .build();
  }

  private static List<String> needed(
      TemplateSummary summary, Map<String, Set<String>> capabilities) {
    Set<String> needed = new LinkedHashSet<>(capabilities.keySet());
    if (!summary.transforms().isEmpty()) {
      needed.add(Capabilities.AUTO_EXPAND);
    }
    return List.copyOf(needed);
  }

  private static String reason(Map<String, Set<String>> capabilities) {
    return capabilities.isEmpty()
        ? null
        : "The following resource(s) require capabilities: "
            + capabilities.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<String> types(TemplateSummary summary) {
    return summary
        .resources()
        .valueStream()
        .map(resource -> resource.path("Type").asText())
        .distinct()
        .toList();
  }

  private static ParameterDeclaration declaration(TemplateSummary.Declared declared) {
    return ParameterDeclaration.builder()
        .parameterKey(declared.name())
        .defaultValue(declared.standard().orElse(null))
        .parameterType(declared.type())
        .noEcho(declared.noEcho())
        .description(declared.description().orElse(null))
        .parameterConstraints(
            constraints ->
                constraints.allowedValues(
                    declared.allowedValues().isEmpty() ? null : declared.allowedValues()))
        .build();
  }
}
