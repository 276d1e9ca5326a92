package ecommerce.users.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.users.model.NewUser;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The pool's PreSignUp trigger: emits UserCreated for everyone who signs up, is made by an
 * administrator, or comes from another identity provider. Gives Cognito its event back unchanged,
 * and so confirms nobody. Fails, and with it the sign-up, where the event cannot be published.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html">Pre
 *     sign-up trigger</a>
 */
public final class SignUp implements RequestStreamHandler {

  private static final String SOURCE = "ecommerce.users";

  private final Edge edge;
  private final Events bus;

  public SignUp() {
    this(Settings.fromEnvironment());
  }

  private SignUp(Settings settings) {
    this(settings, EventBus.from(settings));
  }

  SignUp(Settings settings, Events bus) {
    this.edge = new Edge(settings);
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, this::signUp);
  }

  private JsonNode signUp(JsonNode trigger, InvocationLog log) {
    Fields fields = Fields.of(trigger);
    String source = fields.text("triggerSource");
    log.put("trigger", source);
    if (source.startsWith("PreSignUp_")) {
      NewUser user = user(fields);
      log.put("userId", user.userId());
      if (!bus.publish(List.of(created(user))).isEmpty()) {
        throw new Outage("the bus did not take UserCreated");
      }
      log.count("UserCreated");
    }
    return trigger;
  }

  private static NewUser user(Fields trigger) {
    return new NewUser(
        trigger.text("userName"), trigger.object("request").object("userAttributes").text("email"));
  }

  private static Event created(NewUser user) {
    return new Event(
        SOURCE,
        "UserCreated",
        user.userId(),
        Json.object().put("userId", user.userId()).put("email", user.email()));
  }
}
