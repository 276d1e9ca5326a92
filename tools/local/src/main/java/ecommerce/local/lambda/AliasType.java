package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/**
 * {@code AWS::Lambda::Alias}. With an update policy {@code CodeDeployLambdaAliasUpdate} CodeDeploy
 * moves it to another version; making it is no deployment.
 */
record AliasType(AliasOperations aliases, AliasDeployment deployment) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Lambda::Alias";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "FunctionName",
        "FunctionVersion",
        "Name",
        "Description",
        "RoutingConfig.AdditionalVersionWeights",
        "RoutingConfig.AdditionalVersionWeights[].FunctionVersion",
        "RoutingConfig.AdditionalVersionWeights[].FunctionWeight");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("FunctionName", "Name");
  }

  @Override
  public Resource create(Desired desired) {
    CreateAliasRequest request =
        CreateAliasRequest.builder()
            .functionName(desired.required("FunctionName"))
            .name(desired.required("Name"))
            .functionVersion(desired.required("FunctionVersion"))
            .description(desired.text("Description").orElse(null))
            .routingConfig(AliasRouting.of(desired))
            .build();
    return resource(aliases.create(request).aliasArn());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return aliases
        .find(desired.required("FunctionName"), desired.required("Name"))
        .map(alias -> resource(alias.aliasArn()));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    desired
        .updatePolicy()
        .map(policy -> policy.path("CodeDeployLambdaAliasUpdate"))
        .ifPresent(policy -> deploy(desired, FunctionName.parse(current.physicalId()), policy));
    AliasRoutingConfiguration routing = AliasRouting.of(desired);
    aliases.update(
        UpdateAliasRequest.builder()
            .functionName(desired.required("FunctionName"))
            .name(desired.required("Name"))
            .functionVersion(desired.required("FunctionVersion"))
            .description(desired.text("Description").orElse(""))
            .routingConfig(routing)
            .build());
    return current;
  }

  private void deploy(Desired desired, FunctionName alias, JsonNode policy) {
    String present =
        aliases
            .find(alias.name(), alias.qualifier().orElseThrow())
            .map(AliasConfiguration::functionVersion)
            .orElse("");
    String target = desired.required("FunctionVersion");
    if (!present.isEmpty() && !present.equals(target)) {
      deployment.run(alias, present, target, policy, desired.abandoned());
    }
  }

  @Override
  public void delete(Resource current) {
    FunctionName name = FunctionName.parse(current.physicalId());
    try {
      aliases.delete(
          DeleteAliasRequest.builder()
              .functionName(name.name())
              .name(name.qualifier().orElseThrow())
              .build());
    } catch (ResourceNotFoundException e) {
      // Its function is gone already.
    }
  }

  private static Resource resource(String arn) {
    return Resource.of(arn).with("AliasArn", arn);
  }
}
