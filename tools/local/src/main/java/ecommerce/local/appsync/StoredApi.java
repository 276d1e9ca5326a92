package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.util.Map;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;

/**
 * An API as it is remembered.
 *
 * @param description its GraphqlApi, as the wire has it
 * @param schema SDL; empty before the first
 * @param environment variables of its handlers
 */
record StoredApi(ObjectNode description, String schema, Map<String, String> environment) {

  GraphqlApi api() {
    return Shapes.fromJson(description, GraphqlApi.builder()).build();
  }

  static StoredApi of(GraphqlApi api) {
    return new StoredApi(Shapes.toJson(api), "", Map.of());
  }

  StoredApi with(GraphqlApi api) {
    return new StoredApi(Shapes.toJson(api), schema, environment);
  }

  StoredApi withSchema(String sdl) {
    return new StoredApi(description, sdl, environment);
  }

  StoredApi withEnvironment(Map<String, String> variables) {
    return new StoredApi(description, schema, variables);
  }
}
