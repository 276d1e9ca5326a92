package ecommerce.local.cognito;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** What a pool's configuration may be; whatever this environment cannot do is refused by name. */
final class PoolSettings {

  /** The members of CreateUserPool and UpdateUserPool that are supported. */
  static final Set<String> POOL_MEMBERS =
      Set.of(
          "PoolName",
          "UserPoolId",
          "Policies",
          "DeletionProtection",
          "LambdaConfig",
          "AutoVerifiedAttributes",
          "UsernameAttributes",
          "EmailVerificationMessage",
          "EmailVerificationSubject",
          "VerificationMessageTemplate",
          "MfaConfiguration",
          "UserAttributeUpdateSettings",
          "EmailConfiguration",
          "UserPoolTags",
          "AdminCreateUserConfig",
          "Schema",
          "UsernameConfiguration",
          "AccountRecoverySetting",
          "UserPoolTier");

  private static final Set<String> TRIGGERS =
      Set.of(
          "PreSignUp",
          "PostConfirmation",
          "PreAuthentication",
          "PostAuthentication",
          "PreTokenGeneration",
          "PreTokenGenerationConfig");

  private PoolSettings() {}

  /** The configuration with its defaults filled in. */
  static UserPoolType checked(UserPoolType type) {
    requireNoMfa(type.mfaConfiguration());
    checkTriggers(type.lambdaConfig());
    Optional.ofNullable(type.emailConfiguration())
        .map(EmailConfigurationType::emailSendingAccountAsString)
        .filter(account -> !account.equals("COGNITO_DEFAULT"))
        .ifPresent(
            account -> {
              throw Refusal.unsupported("EmailSendingAccount " + account);
            });
    if (!java.util.List.of(VerifiedAttributeType.EMAIL)
        .containsAll(type.autoVerifiedAttributes())) {
      throw Refusal.unsupported("AutoVerifiedAttributes other than email");
    }
    if (!java.util.List.of(UsernameAttributeType.EMAIL).containsAll(type.usernameAttributes())) {
      throw Refusal.unsupported("UsernameAttributes other than email");
    }
    UserPoolType.Builder complete = type.toBuilder().mfaConfiguration(UserPoolMfaType.OFF);
    if (type.policies() == null || type.policies().passwordPolicy() == null) {
      complete.policies(UserPoolPolicyType.builder().passwordPolicy(PasswordRules.DEFAULT).build());
    } else {
      Refusal.others("Policies.", type.policies(), Set.of("PasswordPolicy"));
      checkLength(type.policies().passwordPolicy().minimumLength());
      if (Optional.ofNullable(type.policies().passwordPolicy().passwordHistorySize()).orElse(0)
          > 0) {
        throw Refusal.unsupported("PasswordHistorySize");
      }
    }
    if (type.deletionProtection() == null) {
      complete.deletionProtection(DeletionProtectionType.INACTIVE);
    }
    if (type.userPoolTier() == null) {
      complete.userPoolTier(UserPoolTierType.ESSENTIALS);
    }
    return complete.build();
  }

  static void requireNoMfa(UserPoolMfaType mfa) {
    if (mfa != null && mfa != UserPoolMfaType.OFF) {
      throw Refusal.unsupported("MfaConfiguration " + mfa);
    }
  }

  static void keepImmutable(UserPoolType former, UserPoolType.Builder changed) {
    if (former.hasUsernameAttributes()) {
      changed.usernameAttributes(former.usernameAttributes());
    }
    changed.usernameConfiguration(former.usernameConfiguration());
  }

  private static void checkLength(Integer minimum) {
    if (minimum != null && (minimum < 6 || minimum > 99)) {
      throw Refusal.invalid(
          "1 validation error detected: Value '"
              + minimum
              + "' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member"
              + " must be between 6 and 99");
    }
  }

  private static void checkTriggers(LambdaConfigType triggers) {
    if (triggers == null) {
      return;
    }
    Refusal.others("LambdaConfig.", triggers, TRIGGERS);
    boolean other =
        triggers.preTokenGenerationConfig() != null
            && triggers.preTokenGenerationConfig().lambdaVersion()
                != PreTokenGenerationLambdaVersionType.V1_0;
    if (other) {
      throw Refusal.unsupported(
          "LambdaConfig.PreTokenGenerationConfig.LambdaVersion "
              + triggers.preTokenGenerationConfig().lambdaVersionAsString());
    }
  }
}
