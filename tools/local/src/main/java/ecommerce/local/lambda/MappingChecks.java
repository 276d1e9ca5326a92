package ecommerce.local.lambda;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** What an event source mapping may be: DynamoDB streams and SQS queues, within AWS's limits. */
final class MappingChecks {

  private MappingChecks() {}

  static boolean isStream(String arn) {
    return arn.split(":", 6)[2].equals("dynamodb");
  }

  static void create(CreateEventSourceMappingRequest request) {
    String arn = request.eventSourceArn();
    if (arn == null
        || !arn.matches(
            "arn:aws:(dynamodb:[^:]*:\\d{12}:table/[^/]+/stream/.+|sqs:[^:]*:\\d{12}:[^:]+)")) {
      throw FunctionChecks.invalid(
          "EventSourceArn "
              + arn
              + " is not supported by this environment: streams of DynamoDB tables and SQS queues"
              + " are");
    }
    boolean stream = isStream(arn);
    boolean placed =
        request.startingPosition() == EventSourcePosition.LATEST
            || request.startingPosition() == EventSourcePosition.TRIM_HORIZON;
    if (stream && !placed) {
      throw FunctionChecks.invalid(
          "StartingPosition must be TRIM_HORIZON or LATEST for a DynamoDB stream");
    }
    if (!stream && request.startingPosition() != null) {
      throw FunctionChecks.invalid("StartingPosition is not valid for SQS event sources.");
    }
    unsupported(
        "ParallelizationFactor above 1",
        request.parallelizationFactor() != null && request.parallelizationFactor() > 1);
    unsupported(
        "TumblingWindowInSeconds",
        request.tumblingWindowInSeconds() != null && request.tumblingWindowInSeconds() > 0);
    unsupported("ProvisionedPollerConfig", request.provisionedPollerConfig() != null);
    unsupported("ScalingConfig.MaximumConcurrency", request.scalingConfig() != null);
    if (!stream) {
      streamOnly(
          request.bisectBatchOnFunctionError(),
          request.maximumRetryAttempts(),
          request.maximumRecordAgeInSeconds());
    }
    numbers(
        request.batchSize(),
        request.maximumBatchingWindowInSeconds(),
        request.maximumRetryAttempts(),
        request.maximumRecordAgeInSeconds(),
        stream);
    rest(request.filterCriteria(), request.destinationConfig());
  }

  static void update(UpdateEventSourceMappingRequest request, String arn) {
    boolean stream = isStream(arn);
    unsupported(
        "ParallelizationFactor above 1",
        request.parallelizationFactor() != null && request.parallelizationFactor() > 1);
    unsupported(
        "TumblingWindowInSeconds",
        request.tumblingWindowInSeconds() != null && request.tumblingWindowInSeconds() > 0);
    if (!stream) {
      streamOnly(
          request.bisectBatchOnFunctionError(),
          request.maximumRetryAttempts(),
          request.maximumRecordAgeInSeconds());
    }
    numbers(
        request.batchSize(),
        request.maximumBatchingWindowInSeconds(),
        request.maximumRetryAttempts(),
        request.maximumRecordAgeInSeconds(),
        stream);
    rest(request.filterCriteria(), request.destinationConfig());
  }

  private static void streamOnly(Object... values) {
    if (Stream.of(values).anyMatch(value -> value != null)) {
      throw FunctionChecks.invalid(
          "BisectBatchOnFunctionError, MaximumRetryAttempts and MaximumRecordAgeInSeconds are not"
              + " valid for SQS event sources");
    }
  }

  private static void numbers(
      Integer batch, Integer window, Integer retries, Integer age, boolean stream) {
    between("BatchSize", batch, 1, 10_000);
    between("MaximumBatchingWindowInSeconds", window, 0, 300);
    if (!stream && batch != null && batch > 10 && (window == null || window < 1)) {
      throw FunctionChecks.invalid(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
    between("MaximumRetryAttempts", retries, -1, 10_000);
    if (age != null && age != -1) {
      between("MaximumRecordAgeInSeconds", age, 60, 604_800);
    }
  }

  private static void rest(FilterCriteria filters, DestinationConfig destinations) {
    if (filters != null && filters.hasFilters()) {
      if (filters.filters().size() > 5) {
        throw FunctionChecks.invalid("Only 5 filters are allowed");
      }
      List<String> patterns = filters.filters().stream().map(filter -> filter.pattern()).toList();
      RecordFilter.of(patterns);
    }
    if (destinations != null && destinations.onFailure() != null) {
      Destinations.checkQueue(
          destinations.onFailure().destination(), "DestinationConfig.OnFailure.Destination");
    }
    unsupported(
        "DestinationConfig.OnSuccess of an event source mapping",
        destinations != null && destinations.onSuccess() != null);
  }

  private static void between(String member, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw FunctionChecks.invalid(
          member + " must be between " + least + " and " + most + ", not " + value);
    }
  }

  private static void unsupported(String what, boolean given) {
    if (given) {
      throw FunctionChecks.invalid(what + " is not supported by this environment");
    }
  }
}
