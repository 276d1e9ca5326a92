package ecommerce.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import ecommerce.local.wire.Fault;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Refuses targets that this environment cannot serve, or that EventBridge would not take. */
final class TargetChecks {

  private static final Pattern ID = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");
  private static final Set<String> MEMBERS =
      Set.of(
          "Id",
          "Arn",
          "RoleArn",
          "Input",
          "InputPath",
          "InputTransformer",
          "AppSyncParameters",
          "DeadLetterConfig",
          "RetryPolicy");

  private final Arns arns;

  TargetChecks(Arns arns) {
    this.arns = arns;
  }

  void check(Target target, String bus) {
    require(
        ID.matcher(target.id()).matches(),
        () -> "Target id '" + target.id() + "' does not match " + ID + ".");
    String of = " for target " + target.id();
    for (SdkField<?> field : target.sdkFields()) {
      boolean given = field.getValueOrDefault(target) != null;
      require(
          !given || MEMBERS.contains(field.memberName()),
          () -> "Parameter " + field.memberName() + of + " is not offered by this environment.");
    }
    TargetKind kind =
        TargetKind.of(target.arn())
            .orElseThrow(
                () ->
                    Fault.validation(
                        "Parameter "
                            + target.arn()
                            + " is not valid. Reason: Provided Arn"
                            + of
                            + " is not one of a Lambda function, a standard SQS queue, a standard"
                            + " SNS topic, an event bus, a GraphQL API, a pipeline or a log group,"
                            + " which this environment offers."));
    if (kind == TargetKind.BUS) {
      require(
          !target.arn().equals(arns.bus(bus)),
          () -> "An event bus cannot be a target of its own rule (" + bus + ").");
    } else if (kind == TargetKind.GRAPHQL || kind == TargetKind.PIPELINE) {
      require(
          target.roleArn() != null,
          () ->
              "RoleArn is required"
                  + of
                  + (kind == TargetKind.GRAPHQL ? ": a GraphQL API." : ": a pipeline."));
    } else {
      require(
          target.roleArn() == null,
          () -> "RoleArn is not supported" + of + ": its resource policy decides.");
    }
    checkOperation(target, kind, of);
    checkInput(target, kind, of);
    checkFailure(target, of);
  }

  private static void checkOperation(Target target, TargetKind kind, String of) {
    String operation =
        target.appSyncParameters() == null ? null : target.appSyncParameters().graphQLOperation();
    if (kind == TargetKind.GRAPHQL) {
      require(
          operation != null && !operation.isBlank(),
          () -> "AppSyncParameters.GraphQLOperation is required" + of + ".");
    } else {
      require(
          target.appSyncParameters() == null,
          () -> "AppSyncParameters are only for GraphQL APIs, not" + of + ".");
    }
  }

  private static void checkInput(Target target, TargetKind kind, String of) {
    long inputs =
        Stream.of(target.input(), target.inputPath(), target.inputTransformer())
            .filter(input -> input != null)
            .count();
    require(
        inputs <= 1,
        () -> "Only one of Input, InputPath, or InputTransformer must be provided" + of + ".");
    require(
        inputs == 0 || kind != TargetKind.BUS && kind != TargetKind.LOG_GROUP,
        () ->
            "Input, InputPath and InputTransformer are not offered"
                + of
                + ": it takes whole events.");
    if (target.input() != null) {
      try {
        Json.read(target.input());
      } catch (JsonProcessingException e) {
        throw Fault.validation("JSON syntax error in input" + of + " : " + e.getMessage());
      }
    }
    if (target.inputPath() != null) {
      checkPath("InputPath", target.inputPath(), of);
    }
    if (target.inputTransformer() != null) {
      target
          .inputTransformer()
          .inputPathsMap()
          .forEach(
              (name, path) -> {
                require(
                    name.matches("[A-Za-z0-9_-]{1,256}")
                        && !name.toLowerCase(Locale.ROOT).startsWith("aws"),
                    () -> "Invalid InputPathsMap key '" + name + "'" + of + ".");
                checkPath("InputPathsMap", path, of);
              });
      InputTemplate.check(RuleTarget.of(target).transformer().orElseThrow(), of);
    }
  }

  private static void checkPath(String member, String path, String of) {
    require(
        EventPath.parse(path).isPresent(),
        () -> "Invalid " + member + of + " : '" + path + "' is not a JSON path.");
  }

  private static void checkFailure(Target target, String of) {
    if (target.retryPolicy() != null) {
      Integer retries = target.retryPolicy().maximumRetryAttempts();
      Integer age = target.retryPolicy().maximumEventAgeInSeconds();
      require(
          retries == null || retries >= 0 && retries <= 185,
          () -> "MaximumRetryAttempts" + of + " is " + retries + ", not between 0 and 185.");
      require(
          age == null || age >= 60 && age <= 86_400,
          () -> "MaximumEventAgeInSeconds" + of + " is " + age + ", not between 60 and 86400.");
    }
    if (target.deadLetterConfig() != null && target.deadLetterConfig().arn() != null) {
      String queue = target.deadLetterConfig().arn();
      require(
          TargetKind.of(queue).filter(kind -> kind == TargetKind.QUEUE).isPresent(),
          () ->
              "DeadLetterConfig" + of + " : " + queue + " is not the ARN of a standard SQS queue.");
    }
  }

  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw Fault.validation(otherwise.get());
    }
  }
}
