package ecommerce.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Invoker.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.State;

/** The Invoke operation in its three kinds. */
final class InvokeOperation {

  private static final int MOST_SYNCHRONOUS = 6 * 1024 * 1024;
  private static final int MOST_ASYNCHRONOUS = 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Functions functions;
  private final Invocations invocations;
  private final EventQueue events;

  InvokeOperation(Functions functions, Invocations invocations, EventQueue events) {
    this.functions = functions;
    this.invocations = invocations;
    this.events = events;
  }

  InvokeResponse invoke(InvokeRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).qualified(request.qualifier());
    byte[] payload = request.payload() == null ? new byte[0] : request.payload().asByteArray();
    InvocationType type =
        request.invocationType() == null
            ? InvocationType.REQUEST_RESPONSE
            : request.invocationType();
    functions.require(name);
    InvokeResponse.Builder answer = InvokeResponse.builder();
    switch (type) {
      case DRY_RUN -> answer.statusCode(204);
      case EVENT -> {
        enqueue(name, payload);
        answer.statusCode(202);
      }
      case REQUEST_RESPONSE -> {
        Function function = functions.choose(name);
        Outcome outcome = run(name, function, payload, request.clientContext());
        answer
            .statusCode(200)
            .executedVersion(function.version())
            .payload(SdkBytes.fromByteArrayUnsafe(outcome.payload()));
        outcome.functionError().ifPresent(answer::functionError);
        if (request.logType() == LogType.TAIL) {
          answer.logResult(
              Base64.getEncoder()
                  .encodeToString(outcome.logTail().getBytes(StandardCharsets.UTF_8)));
        }
      }
      default ->
          throw FunctionChecks.invalid(
              "Value '"
                  + request.invocationTypeAsString()
                  + "' at 'invocationType' failed to satisfy constraint: Member must satisfy enum"
                  + " value set: [Event, RequestResponse, DryRun]");
    }
    return answer.build();
  }

  /** Runs a function and waits. */
  Outcome run(FunctionName name, byte[] payload) {
    return run(name, functions.choose(name), payload, null);
  }

  private Outcome run(FunctionName name, Function function, byte[] payload, String clientContext) {
    requireActive(function);
    byte[] event = event(payload, MOST_SYNCHRONOUS);
    String id = UUID.randomUUID().toString();
    return invocations.run(
        new Invocations.Request(
            id, function, functions.arn(name), event, context(clientContext), false));
  }

  private static void requireActive(Function function) {
    if (function.configuration().state() == State.FAILED) {
      throw ResourceConflictException.builder()
          .message(
              "The operation cannot be performed at this time. The function is currently in the"
                  + " following state: Failed ("
                  + function.configuration().stateReason()
                  + ")")
          .type("User")
          .statusCode(409)
          .build();
    }
  }

  /** The client context as text that fits into a header. */
  private static String context(String base64) {
    if (base64 == null) {
      return "";
    }
    try {
      return JSON.writer()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
          .writeValueAsString(JSON.readTree(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException | IOException e) {
      throw InvalidRequestContentException.builder()
          .message("Client context must be a valid Base64-encoded JSON object.")
          .type("User")
          .statusCode(400)
          .build();
    }
  }

  void enqueue(FunctionName function, byte[] payload) {
    requireActive(functions.require(function));
    events.accept(function, event(payload, MOST_ASYNCHRONOUS));
  }

  /** The payload, checked: no payload is an empty object. */
  private static byte[] event(byte[] payload, int most) {
    if (payload.length > most) {
      throw RequestTooLargeException.builder()
          .message(
              "Request must be smaller than " + most + " bytes for the InvokeFunction operation")
          .type("User")
          .statusCode(413)
          .build();
    }
    if (payload.length == 0) {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
    try (var parser = JSON.createParser(payload)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.currentToken() == null || parser.nextToken() != null) {
        throw notJson("Unexpected text after the end of the value");
      }
      return payload;
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson(e.getMessage());
    }
  }

  private static RuntimeException notJson(String why) {
    return InvalidRequestContentException.builder()
        .message("Could not parse request body into json: " + why)
        .type("User")
        .statusCode(400)
        .build();
  }
}
