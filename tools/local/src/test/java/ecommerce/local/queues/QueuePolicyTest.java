package ecommerce.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.MovableTimers;
import ecommerce.local.iam.Iam;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue's policy as IAM itself decides by it. */
class QueuePolicyTest {

  private static final String RULE = "arn:aws:events:eu-west-1:123456789012:rule/bus/";
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage", "Resource": "%s",
        "Condition": {"ArnLike": {"aws:SourceArn": "%s*"}}}]}\
      """
          .formatted(World.arn("dead"), RULE);

  @Test
  void letsOnlyWhomItNamesSend(@TempDir Path directory) {
    MovableTimers timers = new MovableTimers();
    try (MvStore store = new MvStore(directory)) {
      Iam iam = new Iam(World.ACCOUNT, store, timers);
      Sqs sqs =
          new Sqs(
              World.ACCOUNT,
              new Endpoints("localhost:4566"),
              store,
              timers,
              iam,
              (namespace, name, dimensions, value, unit) -> {});
      Dispatcher api = new Dispatcher((request, service) -> World.ADMIN, iam);
      sqs.services().forEach(api::add);
      api.call(World.ADMIN, "sqs", "CreateQueue", World.json("{'QueueName':'dead'}"));
      Identity rule =
          new Identity.Service("events.amazonaws.com", RULE + "mine", World.ACCOUNT.id());
      assertThatExceptionOfType(AccessDenied.class)
          .isThrownBy(() -> sqs.send(rule, World.arn("dead"), "a", Map.of()))
          .withMessageContaining("sqs:SendMessage on resource: " + World.arn("dead"));
      String url = "http://localhost:4566/123456789012/dead";
      var change = World.json("{'Attributes':{}}");
      ((com.fasterxml.jackson.databind.node.ObjectNode) change)
          .put("QueueUrl", url)
          .withObject("/Attributes")
          .put("Policy", POLICY);
      api.call(World.ADMIN, "sqs", "SetQueueAttributes", change);
      sqs.send(rule, World.arn("dead"), "a", Map.of());
      Identity stranger =
          new Identity.Service(
              "lambda.amazonaws.com",
              "arn:aws:lambda:eu-west-1:123456789012:function:f",
              World.ACCOUNT.id());
      assertThatExceptionOfType(AccessDenied.class)
          .isThrownBy(() -> sqs.send(stranger, World.arn("dead"), "b", Map.of()));
      JsonNode received =
          api.call(
              World.ADMIN,
              "sqs",
              "ReceiveMessage",
              World.json("{'QueueUrl':'" + url + "','MaxNumberOfMessages':10}"));
      assertThat(received.path("Messages")).hasSize(1);
    }
  }
}
