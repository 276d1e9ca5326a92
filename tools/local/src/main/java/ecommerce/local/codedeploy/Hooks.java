package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionIdException;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionStatusException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusResponse;

/**
 * The functions that look at a deployment before and after its traffic is shifted: each is invoked
 * once, and says by PutLifecycleEventHookExecutionStatus how it went. One that fails itself has
 * said so.
 */
final class Hooks {

  private record Execution(String event, CompletableFuture<Void> end) {}

  private final Invoker invoker;
  private final Map<String, Execution> executions = new ConcurrentHashMap<>();

  Hooks(Invoker invoker) {
    this.invoker = invoker;
  }

  /**
   * Invokes a hook.
   *
   * @return done when it succeeded; failed with a {@link Halt} when it did not
   */
  CompletableFuture<Void> begin(
      String deployment, String event, String function, Identity serviceRole) {
    String id = deployment + "-" + UUID.randomUUID();
    CompletableFuture<Void> end = new CompletableFuture<>();
    executions.put(id, new Execution(event, end));
    end.whenComplete((done, failure) -> executions.remove(id));
    byte[] payload =
        JsonNodeFactory.instance
            .objectNode()
            .put("DeploymentId", deployment)
            .put("LifecycleEventHookExecutionId", id)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    Thread.ofVirtual()
        .name("hook-" + deployment)
        .start(() -> invoke(event, function, serviceRole, payload, end));
    return end;
  }

  private void invoke(
      String event, String function, Identity role, byte[] payload, CompletableFuture<Void> end) {
    try {
      Invoker.Outcome outcome = invoker.invoke(role, function, payload);
      if (outcome.functionError().isPresent()) {
        String error = new String(outcome.payload(), StandardCharsets.UTF_8);
        end.completeExceptionally(failed(event, function + " failed: " + error));
      }
    } catch (RuntimeException e) {
      end.completeExceptionally(
          failed(event, function + " could not be invoked: " + e.getMessage()));
    }
  }

  static Halt failed(String event, String why) {
    return Halt.failed(
        ErrorCode.HOOK_EXECUTION_FAILURE, "The " + event + " hook has failed: " + why);
  }

  PutLifecycleEventHookExecutionStatusResponse put(
      PutLifecycleEventHookExecutionStatusRequest request) {
    String id = request.lifecycleEventHookExecutionId();
    if (id == null || !id.startsWith(request.deploymentId() + "-")) {
      throw InvalidLifecycleEventHookExecutionIdException.builder()
          .message("The lifecycle event hook execution id " + id + " is not of this deployment")
          .statusCode(400)
          .build();
    }
    Execution execution = executions.get(id);
    if (execution == null) {
      throw LifecycleEventAlreadyCompletedException.builder()
          .message(
              "An attempt to return the status of an already completed lifecycle event occurred.")
          .statusCode(400)
          .build();
    }
    LifecycleEventStatus status = request.status();
    if (status == LifecycleEventStatus.SUCCEEDED) {
      execution.end().complete(null);
    } else if (status == LifecycleEventStatus.FAILED) {
      execution.end().completeExceptionally(failed(execution.event(), "it reported Failed"));
    } else {
      throw InvalidLifecycleEventHookExecutionStatusException.builder()
          .message("The status must be Succeeded or Failed, not " + request.statusAsString())
          .statusCode(400)
          .build();
    }
    return PutLifecycleEventHookExecutionStatusResponse.builder()
        .lifecycleEventHookExecutionId(id)
        .build();
  }
}
