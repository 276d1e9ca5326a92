package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A Lambda function as a data source. A function that fails is an error of type {@code
 * Lambda:Unhandled}.
 */
record LambdaSource(Invoker invoker, Supplier<Identity> role, String functionArn)
    implements DataSourceCall {

  @Override
  public Result call(JsonNode request) {
    if (!request.path("operation").asText().equals("Invoke")) {
      throw new RequestError(
          "Unsupported operation '"
              + request.path("operation").asText()
              + "' of a Lambda data source: only Invoke is supported");
    }
    byte[] payload = request.path("payload").toString().getBytes(StandardCharsets.UTF_8);
    if (request.path("payload").isMissingNode()) {
      payload = "null".getBytes(StandardCharsets.UTF_8);
    }
    try {
      return switch (request.path("invocationType").asText("RequestResponse")) {
        case "RequestResponse" -> answered(invoker.invoke(role.get(), functionArn, payload));
        case "Event" -> {
          invoker.enqueue(role.get(), functionArn, payload);
          yield Result.of(NullNode.instance);
        }
        default ->
            throw new RequestError(
                "Unsupported invocationType " + request.path("invocationType").asText());
      };
    } catch (AccessDenied e) {
      return Result.failed(ResolverError.of("Lambda:AccessDeniedException", e.getMessage()));
    } catch (Fault e) {
      return Result.failed(ResolverError.of("Lambda:" + e.code(), e.getMessage()));
    } catch (AwsServiceException e) {
      return Result.failed(
          ResolverError.of("Lambda:" + e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private static Result answered(Invoker.Outcome outcome) {
    JsonNode payload = payload(outcome.payload());
    if (outcome.functionError().isEmpty()) {
      return Result.of(payload);
    }
    String message = payload.path("errorMessage").asText(payload.toString());
    return Result.failed(ResolverError.of("Lambda:" + outcome.functionError().get(), message));
  }

  private static JsonNode payload(byte[] payload) {
    return payload.length == 0
        ? NullNode.instance
        : Json.read(new String(payload, StandardCharsets.UTF_8));
  }
}
