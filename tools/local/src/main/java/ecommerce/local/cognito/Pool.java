package ecommerce.local.cognito;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/**
 * A user pool.
 *
 * @param type its configuration, as DescribeUserPool answers it
 * @param key what signs its tokens
 */
record Pool(UserPoolType type, RSAKey key, Instant created, Instant modified) {

  String id() {
    return type.id();
  }

  String arn() {
    return type.arn();
  }

  /** The part of the id after the region, which SRP takes for the pool's name. */
  String name() {
    return id().substring(id().indexOf('_') + 1);
  }

  String region() {
    return id().substring(0, id().indexOf('_'));
  }

  /** {@code cognito-idp.REGION.amazonaws.com/POOL}. */
  String provider() {
    return "cognito-idp." + region() + ".amazonaws.com/" + id();
  }

  String issuer() {
    return "https://" + provider();
  }

  boolean caseSensitive() {
    return Optional.ofNullable(type.usernameConfiguration())
        .map(UsernameConfigurationType::caseSensitive)
        .orElse(true);
  }

  /**
   * The attributes that stand for the user name when users sign in ({@code email}); none where that
   * is a name of its own.
   */
  List<String> usernameAttributes() {
    return type.usernameAttributesAsStrings();
  }

  boolean autoVerifiesEmail() {
    return type.autoVerifiedAttributes().contains(VerifiedAttributeType.EMAIL);
  }

  boolean verifiesEmailBeforeUpdate() {
    return type.userAttributeUpdateSettings() != null
        && type.userAttributeUpdateSettings()
            .attributesRequireVerificationBeforeUpdate()
            .contains(VerifiedAttributeType.EMAIL);
  }

  boolean onlyAdministratorsCreateUsers() {
    return type.adminCreateUserConfig() != null
        && Boolean.TRUE.equals(type.adminCreateUserConfig().allowAdminCreateUserOnly());
  }

  PasswordRules passwordRules() {
    PasswordPolicyType policy =
        Optional.ofNullable(type.policies())
            .map(UserPoolPolicyType::passwordPolicy)
            .orElse(PasswordRules.DEFAULT);
    return new PasswordRules(policy);
  }

  AttributeRules attributeRules() {
    return new AttributeRules(type.schemaAttributes());
  }

  Optional<String> trigger(Function<LambdaConfigType, String> which) {
    return Optional.ofNullable(type.lambdaConfig()).map(which);
  }

  PasswordHash hash(User user, String password, Random random) {
    return hash(user.username(), password, random);
  }

  PasswordHash hash(String username, String password, Random random) {
    return PasswordHash.of(name(), username, password, random.number(128));
  }
}
