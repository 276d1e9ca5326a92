package ecommerce.suite.clients;

import com.apollographql.apollo.api.Adapter;
import com.apollographql.apollo.api.Adapters;
import com.apollographql.apollo.api.CompiledField;
import com.apollographql.apollo.api.CustomScalarAdapters;
import com.apollographql.apollo.api.ObjectType;
import com.apollographql.apollo.api.Subscription;
import com.apollographql.apollo.api.json.JsonReader;
import com.apollographql.apollo.api.json.JsonWriter;
import com.apollographql.apollo.exception.SubscriptionOperationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * A subscription for Apollo's client as its code generator would write it, but for any document.
 */
final class LiveSubscription implements Subscription<LiveSubscription.Data> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String id = UUID.randomUUID().toString();
  private final String document;
  private final Map<String, String> variables;

  LiveSubscription(String document, Map<String, String> variables) {
    this.document = document;
    this.variables = variables;
  }

  /**
   * What one event shows.
   *
   * @param value of the one field
   */
  record Data(JsonNode value) implements Subscription.Data {}

  /** What the API said when it refused; the exception itself where it said nothing. */
  static Object payload(Exception exception) {
    return exception instanceof SubscriptionOperationException refused
        ? refused.getPayload()
        : exception;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String document() {
    return document;
  }

  @Override
  public String name() {
    return "Watch";
  }

  @Override
  public Adapter<Data> adapter() {
    return new Adapter<>() {
      @Override
      public Data fromJson(JsonReader reader, CustomScalarAdapters scalars) throws IOException {
        JsonNode data = MAPPER.valueToTree(Adapters.NullableAnyAdapter.fromJson(reader, scalars));
        return new Data(data.properties().iterator().next().getValue());
      }

      @Override
      public void toJson(JsonWriter writer, CustomScalarAdapters scalars, Data value) {
        throw new UnsupportedOperationException("data only comes in");
      }
    };
  }

  @Override
  public void serializeVariables(
      JsonWriter writer, CustomScalarAdapters scalars, boolean withDefaultValues)
      throws IOException {
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      writer.name(variable.getKey());
      writer.value(variable.getValue());
    }
  }

  @Override
  public CompiledField rootField() {
    return new CompiledField.Builder("data", new ObjectType.Builder("Subscription").build())
        .build();
  }
}
