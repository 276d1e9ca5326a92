package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The functions that look after what is stuck, started by hand, and their dead-letter queues. */
public final class Watches {

  public static final List<String> SERVICES = List.of("orders", "warehouse", "delivery", "payment");

  private final LambdaClient lambda;
  private final SqsClient sqs;
  private final Parameters parameters;

  Watches(LambdaClient lambda, SqsClient sqs, Parameters parameters) {
    this.lambda = lambda;
    this.sqs = sqs;
    this.parameters = parameters;
  }

  /** Looks once, as the schedule would, and gives what the function found. */
  public JsonNode look(String service) {
    InvokeResponse answer =
        lambda.invoke(
            invoke -> invoke.functionName(arn(service)).payload(SdkBytes.fromUtf8String("{}")));
    assertThat(answer.functionError()).as("%s", answer.payload().asUtf8String()).isNull();
    return Json.parse(answer.payload().asUtf8String());
  }

  /** Puts a message into the dead-letter queue of a service. */
  public void bury(String service, JsonNode message) {
    sqs.sendMessage(send -> send.queueUrl(queue(service)).messageBody(message.toString()));
  }

  /** How many messages the dead-letter queue of a service has, also those that are hidden. */
  public int buried(String service) {
    return sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(queue(service))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private String queue(String service) {
    return lambda
        .getFunctionConfiguration(get -> get.functionName(arn(service)))
        .environment()
        .variables()
        .get("DEAD_LETTERS_URL");
  }

  private String arn(String service) {
    return parameters.get(service + "/watch/arn");
  }
}
