package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Shapes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.*;

/**
 * {@code AWS::Lambda::Function}. Its code is a zip in S3, or beside the template: {@code Code:
 * {LocalPath: …}}.
 */
record FunctionType(FunctionOperations operations, FunctionSettings settings)
    implements ResourceType {

  @Override
  public String name() {
    return "AWS::Lambda::Function";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "FunctionName",
        "Runtime",
        "Role",
        "Handler",
        "Code.LocalPath",
        "Code.S3Bucket",
        "Code.S3Key",
        "Code.S3ObjectVersion",
        "Description",
        "Timeout",
        "MemorySize",
        "PackageType",
        "Architectures",
        "Architectures[]",
        "Environment.Variables.**",
        "DeadLetterConfig.TargetArn",
        "TracingConfig.Mode",
        "EphemeralStorage.Size",
        "SnapStart.ApplyOn",
        "LoggingConfig.LogFormat",
        "LoggingConfig.LogGroup",
        "LoggingConfig.ApplicationLogLevel",
        "LoggingConfig.SystemLogLevel",
        "ReservedConcurrentExecutions",
        "RecursiveLoop",
        "Tags.**",
        "Tags[].**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("FunctionName", "PackageType");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("FunctionName").orElseGet(() -> desired.uniqueName(64));
    CreateFunctionRequest request =
        shape(desired, CreateFunctionRequest.builder())
            .functionName(name)
            .code(FunctionCode.builder().zipFile(zip(desired)).build())
            .tags(tags(desired))
            .build();
    CreateFunctionResponse made = operations.create(request);
    reserve(desired, name, false);
    return resource(made.functionName(), made.functionArn());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(
        Resource.of(desired.text("FunctionName").orElseGet(() -> desired.uniqueName(64))));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId();
    UpdateFunctionConfigurationRequest request =
        shape(desired, UpdateFunctionConfigurationRequest.builder()).functionName(name).build();
    UpdateFunctionConfigurationRequest.Builder whole = request.toBuilder();
    if (request.timeout() == null) {
      whole.timeout(3);
    }
    if (request.memorySize() == null) {
      whole.memorySize(128);
    }
    if (request.environment() == null) {
      whole.environment(
          software.amazon.awssdk.services.lambda.model.Environment.builder()
              .variables(Map.of())
              .build());
    }
    if (request.deadLetterConfig() == null) {
      whole.deadLetterConfig(DeadLetterConfig.builder().targetArn("").build());
    }
    if (request.loggingConfig() == null) {
      whole.loggingConfig(LoggingConfig.builder().build());
    }
    operations.updateCode(
        UpdateFunctionCodeRequest.builder().functionName(name).zipFile(zip(desired)).build());
    UpdateFunctionConfigurationResponse made = operations.updateConfiguration(whole.build());
    reserve(desired, name, true);
    retag(made.functionArn(), tags(desired));
    return resource(name, made.functionArn());
  }

  @Override
  public void delete(Resource current) {
    try {
      operations.delete(DeleteFunctionRequest.builder().functionName(current.physicalId()).build());
    } catch (ResourceNotFoundException e) {
      // It is gone already.
    }
  }

  /**
   * Templates have lists of tags where the operation has a map, and code that is not on the wire.
   */
  private static <B extends software.amazon.awssdk.core.SdkPojo> B shape(
      Desired desired, B builder) {
    ObjectNode properties = desired.properties().deepCopy();
    properties.remove(List.of("Tags", "Code"));
    return Shapes.fromTemplate(properties, builder);
  }

  private static Resource resource(String name, String arn) {
    return Resource.of(name).with("Arn", arn);
  }

  private void reserve(Desired desired, String name, boolean existed) {
    Optional<Integer> most = desired.text("ReservedConcurrentExecutions").map(Integer::valueOf);
    if (most.isPresent()) {
      settings.putConcurrency(
          PutFunctionConcurrencyRequest.builder()
              .functionName(name)
              .reservedConcurrentExecutions(most.get())
              .build());
    } else if (existed) {
      settings.deleteConcurrency(
          DeleteFunctionConcurrencyRequest.builder().functionName(name).build());
    }
  }

  private void retag(String arn, Map<String, String> tags) {
    Map<String, String> before =
        settings.tags(ListTagsRequest.builder().resource(arn).build()).tags();
    List<String> gone = before.keySet().stream().filter(key -> !tags.containsKey(key)).toList();
    if (!gone.isEmpty()) {
      settings.untag(UntagResourceRequest.builder().resource(arn).tagKeys(gone).build());
    }
    if (!tags.equals(before)) {
      settings.tag(TagResourceRequest.builder().resource(arn).tags(tags).build());
    }
  }

  private static Map<String, String> tags(Desired desired) {
    Map<String, String> tags = new HashMap<>(desired.tags());
    desired
        .node("Tags")
        .ifPresent(
            node -> {
              if (node.isArray()) {
                node.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
              } else {
                node.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
              }
            });
    return tags;
  }

  private static SdkBytes zip(Desired desired) {
    return desired
        .node("Code")
        .map(desired::file)
        .map(SdkBytes::fromByteArrayUnsafe)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "property Code of " + desired.logicalId() + " is missing"));
  }
}
