package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Carries out the actions of alarms: publishes to topics, invokes functions, as CloudWatch acting
 * for the alarm. Each is written into the alarm's history, whether it worked or not; none is tried
 * again.
 */
final class AlarmActions {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudwatch");
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");
  private static final int MOST = 5;

  private final Account account;
  private final InstantSource clock;
  private final AlarmHistory history;
  private final Topics topics;
  private final Invoker functions;
  private final ActionMessages messages;

  AlarmActions(
      Account account,
      InstantSource clock,
      AlarmHistory history,
      Topics topics,
      Invoker functions) {
    this.account = account;
    this.clock = clock;
    this.history = history;
    this.topics = topics;
    this.functions = functions;
    this.messages = new ActionMessages(account);
  }

  /**
   * @throws ecommerce.local.wire.Fault naming an action that is not offered
   */
  static void check(String member, List<String> actions) {
    if (actions.size() > MOST) {
      throw Refusals.validation(member + " has more than " + MOST + " actions");
    }
    actions.stream()
        .filter(arn -> !TOPIC.matcher(arn).matches() && !FUNCTION.matcher(arn).matches())
        .findFirst()
        .ifPresent(
            arn -> {
              throw Refusals.validation(
                  "The action "
                      + arn
                      + " of "
                      + member
                      + " is not offered by this environment: SNS topics and Lambda functions are");
            });
  }

  /** The actions of the state that an alarm is in; none where they are disabled. */
  static List<String> of(Alarm alarm) {
    if (!alarm.definition().path("ActionsEnabled").asBoolean(true)) {
      return List.of();
    }
    String member =
        alarm.state() == StateValue.ALARM
            ? "AlarmActions"
            : alarm.state() == StateValue.OK ? "OKActions" : "InsufficientDataActions";
    return alarm.definition().path(member).valueStream().map(arn -> arn.asText()).toList();
  }

  /** The actions of all its states. */
  static Stream<String> all(Alarm alarm) {
    return Stream.of("AlarmActions", "OKActions", "InsufficientDataActions")
        .flatMap(member -> alarm.definition().path(member).valueStream())
        .map(JsonNode::asText);
  }

  void run(PendingActions pending) {
    String arn = account.arn("cloudwatch", "alarm:" + pending.after().name());
    of(pending.after()).forEach(action -> run(pending, arn, action));
  }

  private void run(PendingActions pending, String arn, String action) {
    Alarm after = pending.after();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("actionState", "Succeeded").put("notificationResource", action);
    data.put("stateUpdateTimestamp", after.updated().toEpochMilli());
    String summary = "Successfully executed action " + action;
    try {
      String sent =
          TOPIC.matcher(action).matches()
              ? publish(pending, arn, action)
              : invoke(pending, arn, action);
      data.put("publishedMessage", sent);
    } catch (RuntimeException e) {
      LOG.warn("the action {} of alarm {} failed: {}", action, after.name(), e.getMessage());
      summary =
          "Failed to execute action " + action + ". Received error: \"" + e.getMessage() + "\"";
      data.put("actionState", "Failed").put("error", e.getMessage());
    }
    history.add(
        after.name(),
        after.composite(),
        clock.instant(),
        HistoryItemType.ACTION,
        summary,
        data.toString());
  }

  private String publish(PendingActions pending, String arn, String topic) {
    String message = messages.forTopic(pending.before(), pending.after(), arn).toString();
    topics.publish(
        service("cloudwatch.amazonaws.com", arn),
        topic,
        Optional.of(messages.subject(pending.after())),
        message,
        Map.of());
    return message;
  }

  private String invoke(PendingActions pending, String arn, String function) {
    String event = messages.forFunction(pending.before(), pending.after(), arn).toString();
    functions.enqueue(
        service("lambda.alarms.cloudwatch.amazonaws.com", arn),
        function,
        event.getBytes(StandardCharsets.UTF_8));
    return event;
  }

  private Identity service(String principal, String alarmArn) {
    return new Identity.Service(principal, alarmArn, account.id());
  }
}
