package ecommerce.local.appsync;

import graphql.ExecutionResult;
import graphql.execution.RawVariables;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What mutations tell subscribers, by the schema's {@code @aws_subscribe}: the fields that the
 * mutation's caller selected, under their own names. A mutation that gave null tells nobody.
 */
final class MutationEvents {

  /**
   * @param mutation the field that gave it
   * @param subscriptions the fields that show it
   * @param value maps, lists and scalars by names of fields
   */
  record Event(String mutation, List<String> subscriptions, Object value) {}

  private final GraphQLSchema schema;
  private final Map<String, List<String>> subscriptions = new TreeMap<>();

  MutationEvents(GraphQLSchema schema) {
    this.schema = schema;
    if (schema.getSubscriptionType() != null) {
      for (GraphQLFieldDefinition field : schema.getSubscriptionType().getFieldDefinitions()) {
        for (String mutation : mutations(field)) {
          subscriptions.computeIfAbsent(mutation, any -> new ArrayList<>()).add(field.getName());
        }
      }
    }
  }

  /**
   * @throws ApiSchema.SchemaError where a subscription names a mutation that is not there
   */
  static void check(String file, GraphQLSchema schema) {
    if (schema.getSubscriptionType() == null) {
      return;
    }
    GraphQLObjectType type = schema.getMutationType();
    for (GraphQLFieldDefinition field : schema.getSubscriptionType().getFieldDefinitions()) {
      for (String mutation : mutations(field)) {
        if (type == null || type.getFieldDefinition(mutation) == null) {
          throw new ApiSchema.SchemaError(
              file
                  + ": the subscription "
                  + field.getName()
                  + " names the mutation "
                  + mutation
                  + ", which the schema does not have");
        }
      }
    }
  }

  private static List<String> mutations(GraphQLFieldDefinition subscription) {
    GraphQLAppliedDirective directive = subscription.getAppliedDirective("aws_subscribe");
    List<String> named =
        directive == null || directive.getArgument("mutations") == null
            ? null
            : directive.getArgument("mutations").getValue();
    return named == null ? List.of() : named;
  }

  List<Event> of(Document document, GraphqlBody body, ExecutionResult result) {
    Map<String, Object> data = result.getData();
    if (subscriptions.isEmpty() || data == null || !mutates(document, body.operationName())) {
      return List.of();
    }
    ExecutableNormalizedOperation operation =
        ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
            schema, document, body.operationName(), new RawVariables(body.variables()));
    List<Event> events = new ArrayList<>();
    for (ExecutableNormalizedField field : operation.getTopLevelFields()) {
      Object value = data.get(field.getResultKey());
      List<String> shown = subscriptions.getOrDefault(field.getFieldName(), List.of());
      if (value != null && !shown.isEmpty()) {
        events.add(new Event(field.getFieldName(), shown, named(value, field)));
      }
    }
    return events;
  }

  /** Whether the operation of a valid document is a mutation. */
  static boolean mutates(Document document, String operationName) {
    return NodeUtil.getOperation(document, operationName).operationDefinition.getOperation()
        == OperationDefinition.Operation.MUTATION;
  }

  /** With names of fields where the answer has aliases. */
  private static Object named(Object value, ExecutableNormalizedField field) {
    if (value instanceof List<?> list) {
      return list.stream().map(element -> named(element, field)).toList();
    }
    if (!(value instanceof Map<?, ?> object) || field.getChildren().isEmpty()) {
      return value;
    }
    Map<String, Object> renamed = new LinkedHashMap<>();
    for (ExecutableNormalizedField child : field.getChildren()) {
      if (object.containsKey(child.getResultKey())) {
        renamed.put(child.getFieldName(), named(object.get(child.getResultKey()), child));
      }
    }
    return renamed;
  }
}
