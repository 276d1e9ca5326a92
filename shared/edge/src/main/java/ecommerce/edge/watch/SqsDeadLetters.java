package ecommerce.edge.watch;

import ecommerce.edge.AwsClients;
import ecommerce.edge.LeanHttpClient;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@link DeadLetters} in an SQS queue. */
public final class SqsDeadLetters implements DeadLetters {

  private static final int MOST = 10;

  /** Longer than one look at the queue takes, and shorter than the pause until the next. */
  private static final Duration HIDDEN = Duration.ofSeconds(90);

  /** Any wait asks all servers of the queue; none may miss what is there. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final SqsClient client;
  private final String url;

  public SqsDeadLetters(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  static SqsDeadLetters from(Settings settings) {
    SqsClient client =
        AwsClients.configured(SqsClient.builder(), settings)
            .httpClient(new LeanHttpClient(ANSWER))
            .overrideConfiguration(
                limits ->
                    limits.apiCallAttemptTimeout(ANSWER).apiCallTimeout(ANSWER.multipliedBy(2)))
            .build();
    return new SqsDeadLetters(client, settings.required("DEAD_LETTERS_URL"));
  }

  @Override
  public List<DeadLetter> receive() {
    try {
      return client
          .receiveMessage(
              receive ->
                  receive
                      .queueUrl(url)
                      .maxNumberOfMessages(MOST)
                      .visibilityTimeout((int) HIDDEN.toSeconds())
                      .waitTimeSeconds((int) WAIT.toSeconds()))
          .messages()
          .stream()
          .map(message -> new DeadLetter(message.receiptHandle(), message.body()))
          .toList();
    } catch (SdkException e) {
      throw new Outage("the dead-letter queue cannot be read", e);
    }
  }

  @Override
  public void remove(DeadLetter letter) {
    try {
      client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(letter.receipt()));
    } catch (SdkException e) {
      throw new Outage("a dead letter cannot be removed", e);
    }
  }
}
