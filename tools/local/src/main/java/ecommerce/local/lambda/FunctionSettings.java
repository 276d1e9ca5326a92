package ecommerce.local.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.*;

/** What is set on a function whatever its versions: reserved concurrency, and tags. */
record FunctionSettings(Functions functions, Environments environments) {

  PutFunctionConcurrencyResponse putConcurrency(PutFunctionConcurrencyRequest request) {
    int most = request.reservedConcurrentExecutions();
    if (most < 0) {
      throw FunctionChecks.invalid("ReservedConcurrentExecutions must not be negative");
    }
    reserve(request.functionName(), Optional.of(most));
    return PutFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(most).build();
  }

  GetFunctionConcurrencyResponse getConcurrency(GetFunctionConcurrencyRequest request) {
    Function function = functions.require(FunctionName.parse(request.functionName()));
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(function.reserved().orElse(null))
        .build();
  }

  DeleteFunctionConcurrencyResponse deleteConcurrency(DeleteFunctionConcurrencyRequest request) {
    reserve(request.functionName(), Optional.empty());
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  private void reserve(String name, Optional<Integer> most) {
    environments.changed(
        functions.change(FunctionName.parse(name), function -> function.withReserved(most)));
  }

  ListTagsResponse tags(ListTagsRequest request) {
    return ListTagsResponse.builder()
        .tags(functions.require(tagged(request.resource())).tags())
        .build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    functions.change(
        tagged(request.resource()),
        function -> {
          Map<String, String> tags = new HashMap<>(function.tags());
          tags.putAll(request.tags());
          return function.withTags(tags);
        });
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    functions.change(
        tagged(request.resource()),
        function -> {
          Map<String, String> tags = new HashMap<>(function.tags());
          request.tagKeys().forEach(tags::remove);
          return function.withTags(tags);
        });
    return UntagResourceResponse.builder().build();
  }

  private static FunctionName tagged(String arn) {
    FunctionName name = FunctionName.parse(arn);
    if (name.qualifier().isPresent()) {
      throw FunctionChecks.invalid(
          "Tags on function aliases and versions are not supported. Please specify either a"
              + " function or an event source mapping resource.");
    }
    return name;
  }
}
