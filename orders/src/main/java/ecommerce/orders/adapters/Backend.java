package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Outage;
import java.util.List;
import java.util.function.Function;

/**
 * One question to another service: a 200 is understood, a 400 is a problem of the request, anything
 * else is an outage.
 */
final class Backend {

  private final JsonApi api;
  private final String path;

  Backend(JsonApi api, String path) {
    this.api = api;
    this.path = path;
  }

  List<String> ask(JsonNode question, Function<JsonNode, List<String>> problems) {
    JsonApi.Reply reply = api.post(path, question);
    return switch (reply.status()) {
      case 200 -> problems.apply(reply.body());
      case 400 -> List.of(reply.body().path("message").asText("the request was refused"));
      default -> throw unexpected("answered " + reply.status());
    };
  }

  Outage unexpected(String what) {
    return new Outage("POST " + path + " " + what);
  }
}
