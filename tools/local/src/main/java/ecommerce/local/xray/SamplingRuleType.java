package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Shapes;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.xray.model.CreateSamplingRuleRequest;
import software.amazon.awssdk.services.xray.model.DeleteSamplingRuleRequest;
import software.amazon.awssdk.services.xray.model.SamplingRule;
import software.amazon.awssdk.services.xray.model.SamplingRuleUpdate;
import software.amazon.awssdk.services.xray.model.UpdateSamplingRuleRequest;

/** {@code AWS::XRay::SamplingRule}; {@code Ref} is its ARN. */
record SamplingRuleType(SamplingRules rules) implements ResourceType {

  @Override
  public String name() {
    return "AWS::XRay::SamplingRule";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "SamplingRule.RuleName",
        "SamplingRule.FixedRate",
        "SamplingRule.Host",
        "SamplingRule.HTTPMethod",
        "SamplingRule.Priority",
        "SamplingRule.ReservoirSize",
        "SamplingRule.ResourceARN",
        "SamplingRule.ServiceName",
        "SamplingRule.ServiceType",
        "SamplingRule.URLPath",
        "SamplingRule.Version");
  }

  private static ObjectNode properties(Desired desired) {
    return (ObjectNode)
        desired
            .node("SamplingRule")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "property SamplingRule of " + desired.logicalId() + " is missing"));
  }

  private static String name(Desired desired) {
    return properties(desired).path("RuleName").asText(desired.uniqueName(32));
  }

  private Resource resource(String name) {
    return Resource.of(rules.arn(name)).with("RuleARN", rules.arn(name));
  }

  @Override
  public Resource create(Desired desired) {
    SamplingRule rule =
        Shapes.fromTemplate(properties(desired), SamplingRule.builder())
            .ruleName(name(desired))
            .version(1)
            .build();
    rules.create(CreateSamplingRuleRequest.builder().samplingRule(rule).build());
    return resource(rule.ruleName());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(name(desired)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId().substring(current.physicalId().lastIndexOf('/') + 1);
    if (!name(desired).equals(name)) {
      throw new IllegalArgumentException(
          "the RuleName of " + desired.logicalId() + " cannot be changed here: make another rule");
    }
    SamplingRuleUpdate update =
        Shapes.fromTemplate(properties(desired), SamplingRuleUpdate.builder())
            .ruleName(name)
            .build();
    rules.update(UpdateSamplingRuleRequest.builder().samplingRuleUpdate(update).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    boolean there =
        rules.inOrder().stream().anyMatch(rule -> rule.ruleARN().equals(current.physicalId()));
    if (there) {
      rules.delete(DeleteSamplingRuleRequest.builder().ruleARN(current.physicalId()).build());
    }
  }
}
