package ecommerce.edge.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.watch.Recipient.Reception;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class FunctionRecipientTest {

  private static final ObjectNode EVENT = Json.object().put("source", "s");

  @Test
  void givesTheEventToTheFunctionAsItCame() {
    assertThat(
            give(
                invoke -> {
                  assertThat(invoke.functionName()).isEqualTo("arn:live");
                  assertThat(invoke.payload().asUtf8String()).isEqualTo(EVENT.toString());
                  return answer("", "null");
                }))
        .isEqualTo(Reception.HANDLED);
  }

  @Test
  void tellsWhatCannotBeReadFromWhatFails() {
    assertThat(
            give(invoke -> answer("Unhandled", "{\"errorType\": \"ecommerce.edge.InvalidInput\"}")))
        .isEqualTo(Reception.UNREADABLE);
    assertThat(give(invoke -> answer("Unhandled", "{\"errorType\": \"ecommerce.edge.Outage\"}")))
        .isEqualTo(Reception.FAILED);
    assertThat(give(invoke -> answer("Unhandled", "no JSON"))).isEqualTo(Reception.FAILED);
  }

  @Test
  void failsWhereTheFunctionCannotRun() {
    assertThat(
            give(
                invoke -> {
                  throw TooManyRequestsException.builder().message("Rate Exceeded.").build();
                }))
        .isEqualTo(Reception.FAILED);
  }

  private static Reception give(Function<InvokeRequest, InvokeResponse> lambda) {
    LambdaClient client =
        new LambdaClient() {
          @Override
          public InvokeResponse invoke(InvokeRequest request) {
            return lambda.apply(request);
          }

          @Override
          public String serviceName() {
            return "lambda";
          }

          @Override
          public void close() {}
        };
    return new FunctionRecipient(client, "arn:live").give(EVENT);
  }

  private static InvokeResponse answer(String error, String payload) {
    InvokeResponse.Builder answer =
        InvokeResponse.builder().statusCode(200).payload(SdkBytes.fromUtf8String(payload));
    return error.isEmpty() ? answer.build() : answer.functionError(error).build();
  }
}
