package ecommerce.local.lambda;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * What a function may be: refuses values that AWS refuses, and what this environment does not have.
 */
final class FunctionChecks {

  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private FunctionChecks() {}

  static void create(CreateFunctionRequest request) {
    if (request.packageType() == PackageType.IMAGE) {
      throw invalid("PackageType Image is not supported by this environment");
    }
    if (request.handler() == null || request.runtimeAsString() == null) {
      throw invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (request.hasLayers() && !request.layers().isEmpty()) {
      throw invalid("Layers are not supported by this environment");
    }
    unsupported(
        "VpcConfig",
        request.vpcConfig() != null
            && request.vpcConfig().hasSubnetIds()
            && !request.vpcConfig().subnetIds().isEmpty());
    unsupported(
        "FileSystemConfigs",
        request.hasFileSystemConfigs() && !request.fileSystemConfigs().isEmpty());
    values(
        request.runtimeAsString(), request.timeout(), request.memorySize(), request.environment());
  }

  static void update(UpdateFunctionConfigurationRequest request) {
    unsupported("Layers", request.hasLayers() && !request.layers().isEmpty());
    unsupported(
        "VpcConfig",
        request.vpcConfig() != null
            && request.vpcConfig().hasSubnetIds()
            && !request.vpcConfig().subnetIds().isEmpty());
    unsupported(
        "FileSystemConfigs",
        request.hasFileSystemConfigs() && !request.fileSystemConfigs().isEmpty());
    values(
        request.runtimeAsString(), request.timeout(), request.memorySize(), request.environment());
  }

  private static void values(
      String runtime, Integer timeout, Integer memory, Environment environment) {
    if (runtime != null && !runtime.startsWith("java")) {
      throw invalid(
          "Runtime " + runtime + " is not supported by this environment: Java runtimes are");
    }
    between("timeout", timeout, 1, 900);
    between("memorySize", memory, 128, 10_240);
    Map<String, String> variables = environment == null ? Map.of() : environment.variables();
    for (String name : variables.keySet()) {
      if (RESERVED.contains(name)) {
        throw invalid(
            "Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided contains reserved keys that are currently not"
                + " supported for modification. Reserved keys used in this request: "
                + name);
      }
      if (!name.matches("[a-zA-Z][a-zA-Z0-9_]+")) {
        throw invalid("Environment variable name " + name + " must match [a-zA-Z]([a-zA-Z0-9_])+");
      }
    }
  }

  private static void between(String member, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw invalid(
          "Value '" + value + "' at '" + member + "' must be between " + least + " and " + most);
    }
  }

  private static void unsupported(String member, boolean given) {
    if (given) {
      throw invalid(member + " is not supported by this environment");
    }
  }

  static LambdaException invalid(String message) {
    return (LambdaException)
        InvalidParameterValueException.builder().message(message).statusCode(400).build();
  }
}
