package ecommerce.local.cognito;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;

/** {@code AWS::Cognito::UserPool}. */
record UserPoolResource(PoolOperations operations, Pools pools) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Cognito::UserPool";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "UserPoolName",
        "UsernameAttributes[]",
        "UsernameConfiguration.CaseSensitive",
        "AutoVerifiedAttributes[]",
        "Policies.PasswordPolicy.MinimumLength",
        "Policies.PasswordPolicy.RequireUppercase",
        "Policies.PasswordPolicy.RequireLowercase",
        "Policies.PasswordPolicy.RequireNumbers",
        "Policies.PasswordPolicy.RequireSymbols",
        "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
        "LambdaConfig.PreSignUp",
        "LambdaConfig.PostConfirmation",
        "LambdaConfig.PreAuthentication",
        "LambdaConfig.PostAuthentication",
        "LambdaConfig.PreTokenGeneration",
        "LambdaConfig.PreTokenGenerationConfig.LambdaArn",
        "LambdaConfig.PreTokenGenerationConfig.LambdaVersion",
        "Schema[].Name",
        "Schema[].AttributeDataType",
        "Schema[].Mutable",
        "Schema[].Required",
        "Schema[].StringAttributeConstraints.MinLength",
        "Schema[].StringAttributeConstraints.MaxLength",
        "AdminCreateUserConfig.AllowAdminCreateUserOnly",
        "AdminCreateUserConfig.InviteMessageTemplate.**",
        "AccountRecoverySetting.**",
        "VerificationMessageTemplate.**",
        "EmailVerificationMessage",
        "EmailVerificationSubject",
        "EmailConfiguration.EmailSendingAccount",
        "MfaConfiguration",
        "DeletionProtection",
        "UserPoolTags.**",
        "UserPoolTier",
        "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate[]");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("UsernameAttributes", "UsernameConfiguration", "Schema");
  }

  @Override
  public Resource create(Desired desired) {
    CreateUserPoolRequest request =
        desired
            .into(CreateUserPoolRequest.builder())
            .poolName(name(desired))
            .userPoolTags(tags(desired))
            .build();
    Pool pool = pools.get(operations.createUserPool(request).userPool().id());
    return Resource.of(pool.id())
        .with("Arn", pool.arn())
        .with("ProviderName", pool.provider())
        .with("ProviderURL", pool.issuer())
        .with("UserPoolId", pool.id());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    operations.updateUserPool(
        desired
            .into(UpdateUserPoolRequest.builder())
            .userPoolId(current.physicalId())
            .poolName(name(desired))
            .userPoolTags(tags(desired))
            .build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    if (pools.find(current.physicalId()).isPresent()) {
      operations.deleteUserPool(
          DeleteUserPoolRequest.builder().userPoolId(current.physicalId()).build());
    }
  }

  private static String name(Desired desired) {
    return desired
        .text("UserPoolName")
        .orElseGet(() -> shortened(desired.stackName() + "-" + desired.logicalId()));
  }

  private static String shortened(String name) {
    return name.length() > 128 ? name.substring(0, 128) : name;
  }

  private static Map<String, String> tags(Desired desired) {
    Map<String, String> tags = new HashMap<>(desired.tags());
    desired
        .node("UserPoolTags")
        .ifPresent(
            own ->
                own.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText())));
    return tags;
  }
}
