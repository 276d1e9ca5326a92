package ecommerce.lint;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which people may use which field of a GraphQL API, and what answers: from the schema. Of other
 * types than the operations, fields with a resolver of their own are told, as {@code
 * Order.history}.
 */
final class PeopleTable {

  private static final String KEY = "aws_api_key";
  private static final String POOL = "aws_cognito_user_pools";
  private static final List<String> OPERATIONS = List.of("Query", "Mutation", "Subscription");

  private PeopleTable() {}

  static MarkdownTable of(Checkout checkout) {
    MarkdownTable table =
        new MarkdownTable(
            "People: fields of the GraphQL API", "who", "may ask for", "answered with the role of");
    for (ServiceFolder service : checkout.services()) {
      for (StackResource schema : service.stack().resources("AWS::AppSync::GraphQLSchema")) {
        String file = schema.text("DefinitionS3Location");
        if (!file.isEmpty()) {
          rows(service, service.directory().resolve(file), table);
        }
      }
    }
    return table;
  }

  private static void rows(ServiceFolder service, Path file, MarkdownTable table) {
    Map<List<String>, List<String>> fields = new LinkedHashMap<>();
    TypeDefinitionRegistry schema = parsed(file);
    for (String type : OPERATIONS) {
      Optional.ofNullable(schema.getTypeOrNull(type, ObjectTypeDefinition.class))
          .ifPresent(object -> add(service, object, "", object.getFieldDefinitions(), fields));
    }
    for (ObjectTypeDefinition object : schema.getTypes(ObjectTypeDefinition.class)) {
      if (!OPERATIONS.contains(object.getName())) {
        List<FieldDefinition> resolved =
            object.getFieldDefinitions().stream()
                .filter(field -> !sources(service, object.getName(), field.getName()).isEmpty())
                .toList();
        add(service, object, object.getName() + ".", resolved, fields);
      }
    }
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(List::getFirst)))
        .forEach(
            entry ->
                table.row(
                    entry.getKey().getFirst(),
                    Spoken.codes(entry.getValue()),
                    entry.getKey().getLast()));
  }

  private static void add(
      ServiceFolder service,
      ObjectTypeDefinition type,
      String prefix,
      List<FieldDefinition> added,
      Map<List<String>, List<String>> fields) {
    for (FieldDefinition field : added) {
      List<String> sources = sources(service, type.getName(), field.getName());
      String source = sources.isEmpty() ? "no data source" : String.join(", ", sources);
      fields
          .computeIfAbsent(List.of(audience(type, field), source), any -> new ArrayList<>())
          .add(prefix + field.getName());
    }
  }

  private static TypeDefinitionRegistry parsed(Path file) {
    try {
      return new SchemaParser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String audience(ObjectTypeDefinition type, FieldDefinition field) {
    List<Directive> own =
        field.getDirectives().isEmpty() ? type.getDirectives() : field.getDirectives();
    boolean key = own.stream().anyMatch(one -> one.getName().equals(KEY));
    List<Directive> pools = own.stream().filter(one -> one.getName().equals(POOL)).toList();
    if (key || pools.isEmpty()) {
      return "anyone with the API key" + (pools.isEmpty() ? "" : ", or signed in");
    }
    return pools.stream()
        .flatMap(one -> one.getArguments().stream())
        .map(PeopleTable::groups)
        .findFirst()
        .map(groups -> "signed in, in the groups " + groups)
        .orElse("anyone signed in");
  }

  private static String groups(Argument argument) {
    return ((ArrayValue) argument.getValue())
        .getValues().stream()
            .map(value -> ((StringValue) value).getValue())
            .collect(Collectors.joining(" or "));
  }

  /** The data sources of a field's resolver; for a pipeline, of each of its functions. */
  private static List<String> sources(ServiceFolder service, String type, String field) {
    return service.stack().resources("AWS::AppSync::Resolver").stream()
        .filter(
            resolver ->
                resolver.text("TypeName").equals(type) && resolver.text("FieldName").equals(field))
        .flatMap(resolver -> Stream.concat(Stream.of(resolver), steps(service, resolver)))
        .flatMap(step -> service.stack().named(step.text("DataSourceName")).stream())
        .map(source -> service.name() + " " + source.text("Name"))
        .distinct()
        .toList();
  }

  private static Stream<StackResource> steps(ServiceFolder service, StackResource resolver) {
    return StackResource.texts(resolver.at("PipelineConfig", "Functions")).stream()
        .flatMap(function -> service.stack().named(function).stream());
  }
}
