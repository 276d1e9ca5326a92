package ecommerce.local.cloudtrail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Denial;
import ecommerce.local.Identity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/**
 * A call that was denied, as it is kept.
 *
 * @param role ARN of the role, where a session of one called
 * @param accessKey empty where a service called
 * @param reason which statement denied it, or that none allows it
 */
record DeniedCall(
    String eventId,
    String requestId,
    Instant time,
    String caller,
    Optional<String> role,
    Optional<String> accessKey,
    String action,
    String resource,
    String message,
    String reason) {

  private static final Set<String> READING = Set.of("Get", "List", "Describe", "Query", "Scan");

  static DeniedCall of(String eventId, String requestId, Instant time, Denial denial) {
    Optional<String> role =
        denial.caller() instanceof Identity.RoleSession session
            ? Optional.of(session.roleArn())
            : Optional.empty();
    return new DeniedCall(
        eventId,
        requestId,
        time,
        denial.caller().arn(),
        role,
        denial.caller().accessKey(),
        denial.action(),
        denial.resource(),
        denial.message(),
        denial.reason());
  }

  String eventName() {
    return action.substring(action.indexOf(':') + 1);
  }

  String eventSource() {
    return action.substring(0, Math.max(0, action.indexOf(':'))) + ".amazonaws.com";
  }

  /** The session's name, or the caller. */
  String userName() {
    return caller.substring(caller.lastIndexOf('/') + 1);
  }

  boolean readOnly() {
    return READING.stream().anyMatch(eventName()::startsWith);
  }

  Event event(Account account) {
    return Event.builder()
        .eventId(eventId)
        .eventName(eventName())
        .eventSource(eventSource())
        .eventTime(time)
        .readOnly(Boolean.toString(readOnly()))
        .username(userName())
        .accessKeyId(accessKey.orElse(null))
        .resources(Resource.builder().resourceName(resource).build())
        .cloudTrailEvent(record(account).toString())
        .build();
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">Record
   *     contents</a>
   */
  private ObjectNode record(Account account) {
    ObjectNode record = JsonNodeFactory.instance.objectNode().put("eventVersion", "1.11");
    ObjectNode who = record.putObject("userIdentity");
    role.ifPresentOrElse(
        arn -> {
          who.put("type", "AssumedRole").put("arn", caller).put("accountId", account.id());
          who.putObject("sessionContext")
              .putObject("sessionIssuer")
              .put("type", "Role")
              .put("arn", arn)
              .put("accountId", account.id())
              .put("userName", arn.substring(arn.lastIndexOf('/') + 1));
        },
        () -> {
          boolean service = caller.endsWith(".amazonaws.com");
          who.put("type", service ? "AWSService" : "IAMUser");
          who.put(service ? "invokedBy" : "arn", caller);
        });
    record
        .put("eventTime", time.toString())
        .put("eventSource", eventSource())
        .put("eventName", eventName())
        .put("awsRegion", account.region())
        .put("errorCode", "AccessDenied")
        .put("errorMessage", message)
        .put("requestID", requestId)
        .put("eventID", eventId)
        .put("readOnly", readOnly())
        .put("eventType", "AwsApiCall")
        .put("recipientAccountId", account.id());
    record.putArray("resources").addObject().put("ARN", resource);
    record.putObject("additionalEventData").put("action", action).put("decision", reason);
    return record;
  }
}
