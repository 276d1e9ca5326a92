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

/** Which people may use which field of a GraphQL API, and what answers: from the schema. */
final class PeopleTable {

  private static final String KEY = "aws_api_key";
  private static final String POOL = "aws_cognito_user_pools";

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
    for (String type : List.of("Query", "Mutation", "Subscription")) {
      Optional.ofNullable(schema.getTypeOrNull(type, ObjectTypeDefinition.class))
          .ifPresent(
              object ->
                  object
                      .getFieldDefinitions()
                      .forEach(
                          field ->
                              fields
                                  .computeIfAbsent(
                                      List.of(
                                          audience(object, field),
                                          source(service, type, field.getName())),
                                      any -> new ArrayList<>())
                                  .add(field.getName())));
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

  private static String source(ServiceFolder service, String type, String field) {
    return service.stack().resources("AWS::AppSync::Resolver").stream()
        .filter(
            resolver ->
                resolver.text("TypeName").equals(type) && resolver.text("FieldName").equals(field))
        .flatMap(resolver -> service.stack().named(resolver.text("DataSourceName")).stream())
        .map(source -> service.name() + " " + source.text("Name"))
        .findFirst()
        .orElse("no data source");
  }
}
