package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The create-order function, invoked directly by its ARN. */
public final class OrderFunction {

  private final LambdaClient lambda;
  private final String arn;

  OrderFunction(LambdaClient lambda, String arn) {
    this.lambda = lambda;
    this.arn = arn;
  }

  /** Sends any event; a function that fails fails the test. */
  public JsonNode invoke(JsonNode event) {
    InvokeResponse answer =
        lambda.invoke(
            invoke -> invoke.functionName(arn).payload(SdkBytes.fromUtf8String(event.toString())));
    assertThat(answer.functionError()).as("%s", answer.payload().asUtf8String()).isNull();
    return Json.parse(answer.payload().asUtf8String());
  }

  /** Asks for an order. */
  public JsonNode ask(String userId, ObjectNode order) {
    return invoke(Json.object("userId", userId, "order", order));
  }

  /** Makes an order that is in order. */
  public JsonNode make(String userId, ObjectNode order) {
    JsonNode answer = ask(userId, order);
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("order");
  }
}
