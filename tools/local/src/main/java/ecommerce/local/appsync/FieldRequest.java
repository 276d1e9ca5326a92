package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.HttpRequest;
import graphql.language.AstPrinter;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A GraphQL request: who asked for it, and how it came.
 *
 * @param stage what it is carried out for
 * @param effects what it asks of subscriptions, once it has been carried out
 * @param trace the trace that its resolvers are part of
 */
record FieldRequest(
    Caller caller, HttpRequest http, Stage stage, SubscriptionEffects effects, RequestTrace trace) {

  /** What a request is carried out for. */
  sealed interface Stage {

    /** To be answered, as a query or mutation is. */
    record Answer() implements Stage {}

    /** To begin a subscription: its resolver runs, and gives no data. */
    record Subscribe() implements Stage {}

    /**
     * To show a subscriber an event: what the mutation gave, and nothing else.
     *
     * @param value by names of fields
     */
    record Show(Object value) implements Stage {}
  }

  static FieldRequest of(Caller caller, HttpRequest http) {
    return of(caller, http, RequestTrace.none());
  }

  static FieldRequest of(Caller caller, HttpRequest http, RequestTrace trace) {
    return new FieldRequest(caller, http, new Stage.Answer(), new SubscriptionEffects(), trace);
  }

  FieldRequest at(Stage next) {
    return new FieldRequest(caller, http, next, new SubscriptionEffects(), trace);
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * The context object of the handlers of one field, without results.
   *
   * @param selection whether the handlers look at the selection set
   */
  ObjectNode context(DataFetchingEnvironment field, ObjectNode environment, boolean selection) {
    ObjectNode context = JSON.objectNode();
    context.set("arguments", Json.tree(field.getArguments()));
    context.set("identity", caller.identity(http.sourceIp()));
    context.set("source", Json.tree(field.getSource()));
    context.set("env", environment);
    context.put("authType", caller.mode());
    ObjectNode headers =
        context.putObject("request").put("domainName", (String) null).putObject("headers");
    http.headers().values().forEach((name, values) -> headers.put(name, String.join(",", values)));
    ObjectNode info = context.putObject("info");
    info.put("fieldName", field.getField().getName());
    info.put("parentTypeName", ApiSchema.typeName(field));
    info.set("variables", Json.tree(field.getVariables()));
    if (selection) {
      Set<String> paths = new LinkedHashSet<>();
      for (SelectedField selected : field.getSelectionSet().getFields()) {
        paths.add(selected.getQualifiedName());
      }
      paths.forEach(info.withArrayProperty("selectionSetList")::add);
      boolean leaf = field.getField().getSelectionSet() == null;
      info.put(
          "selectionSetGraphQL",
          leaf ? "" : AstPrinter.printAst(field.getField().getSelectionSet()));
    }
    context.putNull("result");
    context.putObject("stash");
    context.putObject("prev").putNull("result");
    return context;
  }
}
