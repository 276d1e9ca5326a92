package ecommerce.local.cognito;

import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;

/** The moments at which a pool calls a function. */
enum Trigger {
  PRE_SIGN_UP("PreSignUp", LambdaConfigType::preSignUp),
  POST_CONFIRMATION("PostConfirmation", LambdaConfigType::postConfirmation),
  PRE_AUTHENTICATION("PreAuthentication", LambdaConfigType::preAuthentication),
  POST_AUTHENTICATION("PostAuthentication", LambdaConfigType::postAuthentication),
  PRE_TOKEN_GENERATION("PreTokenGeneration", Trigger::preTokenGeneration);

  /** As LambdaConfig and error messages have it. */
  final String label;

  private final Function<LambdaConfigType, String> function;

  Trigger(String label, Function<LambdaConfigType, String> function) {
    this.label = label;
    this.function = function;
  }

  private static String preTokenGeneration(LambdaConfigType config) {
    return config.preTokenGenerationConfig() == null
        ? config.preTokenGeneration()
        : config.preTokenGenerationConfig().lambdaArn();
  }

  String function(LambdaConfigType config) {
    return function.apply(config);
  }
}
