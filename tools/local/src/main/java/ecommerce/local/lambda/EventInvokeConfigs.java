package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.*;

/**
 * How asynchronous invocations of each function are retried, and where their results go. Durable.
 */
final class EventInvokeConfigs {

  private static final int MOST_AGE = 21_600;

  private final Account account;
  private final Timers timers;
  private final Functions functions;
  private final Collection<ObjectNode> stored;

  EventInvokeConfigs(Account account, Timers timers, Functions functions, Store store) {
    this.account = account;
    this.timers = timers;
    this.functions = functions;
    this.stored = store.collection("lambda.event-invoke-configs", ObjectNode.class);
  }

  PutFunctionEventInvokeConfigResponse put(PutFunctionEventInvokeConfigRequest request) {
    FunctionEventInvokeConfig config =
        FunctionEventInvokeConfig.builder()
            .maximumRetryAttempts(request.maximumRetryAttempts())
            .maximumEventAgeInSeconds(request.maximumEventAgeInSeconds())
            .destinationConfig(request.destinationConfig())
            .build();
    FunctionEventInvokeConfig kept =
        keep(function(request.functionName(), request.qualifier()), config);
    return Shapes.fromJson(Shapes.toJson(kept), PutFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  UpdateFunctionEventInvokeConfigResponse update(UpdateFunctionEventInvokeConfigRequest request) {
    FunctionName function = function(request.functionName(), request.qualifier());
    FunctionEventInvokeConfig before = require(function);
    FunctionEventInvokeConfig.Builder config = before.toBuilder();
    Optional.ofNullable(request.maximumRetryAttempts()).ifPresent(config::maximumRetryAttempts);
    Optional.ofNullable(request.maximumEventAgeInSeconds())
        .ifPresent(config::maximumEventAgeInSeconds);
    Optional.ofNullable(request.destinationConfig()).ifPresent(config::destinationConfig);
    FunctionEventInvokeConfig kept = keep(function, config.build());
    return Shapes.fromJson(Shapes.toJson(kept), UpdateFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  GetFunctionEventInvokeConfigResponse get(GetFunctionEventInvokeConfigRequest request) {
    FunctionEventInvokeConfig config =
        require(function(request.functionName(), request.qualifier()));
    return Shapes.fromJson(Shapes.toJson(config), GetFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  DeleteFunctionEventInvokeConfigResponse delete(DeleteFunctionEventInvokeConfigRequest request) {
    FunctionName function = function(request.functionName(), request.qualifier());
    require(function);
    stored.remove(function.key());
    return DeleteFunctionEventInvokeConfigResponse.builder().build();
  }

  ListFunctionEventInvokeConfigsResponse list(ListFunctionEventInvokeConfigsRequest request) {
    FunctionName function = function(request.functionName(), null).unqualified();
    List<FunctionEventInvokeConfig> all = new ArrayList<>();
    find(function).ifPresent(all::add);
    stored.startingWith(function.name() + ":").values().forEach(json -> all.add(read(json)));
    return ListFunctionEventInvokeConfigsResponse.builder().functionEventInvokeConfigs(all).build();
  }

  /** The one for the qualifier by which a function is invoked: no other one holds for it. */
  Optional<FunctionEventInvokeConfig> find(FunctionName function) {
    return stored.get(function.key()).map(EventInvokeConfigs::read);
  }

  private static FunctionEventInvokeConfig read(ObjectNode json) {
    return Shapes.fromJson(json, FunctionEventInvokeConfig.builder()).build();
  }

  /** A function, a version or an alias is no more; with a function, all of them. */
  void removed(FunctionName function) {
    stored.remove(function.key());
    if (function.qualifier().isEmpty()) {
      stored.startingWith(function.name() + ":").keySet().forEach(stored::remove);
    }
  }

  private FunctionEventInvokeConfig require(FunctionName function) {
    return find(function)
        .orElseThrow(
            () ->
                ResourceNotFoundException.builder()
                    .message(
                        "The function "
                            + qualifiedArn(function)
                            + " doesn't have an EventInvokeConfig")
                    .statusCode(404)
                    .build());
  }

  private FunctionName function(String name, String qualifier) {
    FunctionName function = FunctionName.parse(name).qualified(qualifier);
    functions.require(function);
    return function;
  }

  private String qualifiedArn(FunctionName function) {
    return FunctionName.arn(account, function.name())
        + ":"
        + function.qualifier().orElse(FunctionName.LATEST);
  }

  private FunctionEventInvokeConfig keep(FunctionName function, FunctionEventInvokeConfig config) {
    between("MaximumRetryAttempts", config.maximumRetryAttempts(), 0, 2);
    between("MaximumEventAgeInSeconds", config.maximumEventAgeInSeconds(), 60, MOST_AGE);
    if (config.destinationConfig() != null) {
      Optional.ofNullable(config.destinationConfig().onSuccess())
          .ifPresent(to -> Destinations.check(to.destination()));
      Optional.ofNullable(config.destinationConfig().onFailure())
          .ifPresent(to -> Destinations.check(to.destination()));
    }
    FunctionEventInvokeConfig kept =
        config.toBuilder()
            .functionArn(qualifiedArn(function))
            .lastModified(timers.instant())
            .build();
    stored.put(function.key(), Shapes.toJson(kept));
    return kept;
  }

  private static void between(String member, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw FunctionChecks.invalid(member + " must be between " + least + " and " + most);
    }
  }
}
