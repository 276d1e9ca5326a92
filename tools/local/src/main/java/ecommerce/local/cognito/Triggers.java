package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;

/**
 * Calls the functions of pools, as the service {@code cognito-idp.amazonaws.com} and for the pool.
 */
final class Triggers {

  static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

  private static final Logger LOG = LoggerFactory.getLogger("aws.cognito");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Account account;
  private final Invoker invoker;

  Triggers(Account account, Invoker invoker) {
    this.account = account;
    this.invoker = invoker;
  }

  /**
   * One call of a trigger.
   *
   * @param source what led to it, e.g. {@code PreSignUp_AdminCreateUser}
   * @param response what the function may fill in
   */
  record Call(
      String source, String clientId, String username, ObjectNode request, ObjectNode response) {}

  /** The request of an event about a user. */
  static ObjectNode about(Map<String, String> attributes) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("userAttributes", JSON.valueToTree(attributes));
    return request;
  }

  static ObjectNode about(User user) {
    ObjectNode request = about(user.attributes());
    ((ObjectNode) request.get("userAttributes"))
        .put("cognito:user_status", user.status().toString());
    return request;
  }

  static ObjectNode with(ObjectNode request, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      request.set(name, JSON.valueToTree(values));
    }
    return request;
  }

  /** The response that the function gave; empty where the pool has no such trigger. */
  Optional<JsonNode> run(Pool pool, Trigger trigger, Call call) {
    return pool.trigger(trigger::function).map(function -> invoke(pool, trigger, function, call));
  }

  private JsonNode invoke(Pool pool, Trigger trigger, String function, Call call) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "1");
    event.put("region", account.region());
    event.put("userPoolId", pool.id());
    event.put("userName", call.username());
    event
        .putObject("callerContext")
        .put("awsSdkVersion", "aws-sdk-unknown-unknown")
        .put("clientId", call.clientId());
    event.put("triggerSource", call.source());
    event.set("request", call.request());
    event.set("response", call.response());
    Identity caller = new Identity.Service("cognito-idp.amazonaws.com", pool.arn(), account.id());
    Invoker.Outcome outcome = outcome(trigger, function, caller, event);
    if (outcome.functionError().isPresent()) {
      String message = answer(trigger, outcome).path("errorMessage").asText("");
      throw Refusal.with(
          UserLambdaValidationException.builder()
              .message(trigger.label + " failed with error " + message + "."));
    }
    JsonNode response = answer(trigger, outcome).path("response");
    if (!response.isObject()) {
      throw unrecognizable();
    }
    return response;
  }

  private Invoker.Outcome outcome(
      Trigger trigger, String function, Identity caller, ObjectNode event) {
    try {
      return invoker.invoke(caller, function, event.toString().getBytes(StandardCharsets.UTF_8));
    } catch (AccessDenied e) {
      LOG.warn("{} of {} cannot be invoked: {}", trigger.label, function, e.getMessage());
      throw failed(trigger, "AccessDeniedException");
    } catch (RuntimeException e) {
      LOG.warn("{} of {} cannot be invoked", trigger.label, function, e);
      throw failed(trigger, e.getClass().getSimpleName());
    }
  }

  private static RuntimeException failed(Trigger trigger, String reason) {
    return Refusal.with(
        UnexpectedLambdaException.builder()
            .message(trigger.label + " invocation failed due to error " + reason + "."));
  }

  private static JsonNode answer(Trigger trigger, Invoker.Outcome outcome) {
    try {
      return JSON.readTree(outcome.payload());
    } catch (IOException e) {
      LOG.warn("{} answered no JSON", trigger.label);
      throw unrecognizable();
    }
  }

  private static RuntimeException unrecognizable() {
    return Refusal.with(
        InvalidLambdaResponseException.builder().message("Unrecognizable lambda output"));
  }
}
