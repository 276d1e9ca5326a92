package ecommerce.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.cli.site.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/**
 * A call as CloudTrail has it.
 *
 * @param role ARN of the role whose session called; empty where none did
 * @param decision which statement denied it, or that none allows it: told by the local environment
 *     alone; on AWS the message says which kind of policy it was
 */
record DeniedEvent(
    String time,
    String requestId,
    String action,
    String resource,
    String caller,
    Optional<String> role,
    String error,
    String message,
    Optional<String> decision) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MESSAGE =
      Pattern.compile("not authorized to perform: (\\S+)(?: on resource: (\\S+))?");

  /** Empty where the event is of another request. */
  static Optional<DeniedEvent> of(Event event, String requestId) {
    if (event.cloudTrailEvent() == null || !event.cloudTrailEvent().contains(requestId)) {
      return Optional.empty();
    }
    JsonNode record;
    try {
      record = JSON.readTree(event.cloudTrailEvent());
    } catch (JsonProcessingException e) {
      throw new Failure("CloudTrail gave an event that is no JSON", e);
    }
    return record.path("requestID").asText().equals(requestId)
        ? Optional.of(of(record))
        : Optional.empty();
  }

  private static DeniedEvent of(JsonNode record) {
    String message = record.path("errorMessage").asText();
    Matcher told = MESSAGE.matcher(message);
    boolean found = told.find();
    String service = record.path("eventSource").asText().replace(".amazonaws.com", "");
    JsonNode who = record.path("userIdentity");
    String role = who.at("/sessionContext/sessionIssuer/arn").asText();
    String resource = record.at("/resources/0/ARN").asText();
    return new DeniedEvent(
        record.path("eventTime").asText(),
        record.path("requestID").asText(),
        found ? told.group(1) : service + ":" + record.path("eventName").asText(),
        found && told.group(2) != null ? told.group(2) : resource,
        who.path("arn").asText(who.path("invokedBy").asText("somebody unknown")),
        role.isEmpty() ? Optional.empty() : Optional.of(role),
        record.path("errorCode").asText(),
        message,
        Optional.ofNullable(record.at("/additionalEventData/decision").textValue()));
  }

  boolean denied() {
    return error.contains("AccessDenied") || error.contains("Unauthorized");
  }

  String roleName() {
    return role.map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).orElse("");
  }
}
