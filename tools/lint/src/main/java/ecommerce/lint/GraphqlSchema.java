package ecommerce.lint;

import graphql.ParseAndValidate;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.schema.idl.errors.SchemaProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The schema file of a service's GraphQL API, with AppSync's directives. */
record GraphqlSchema(GraphQLSchema schema) {

  private static final String DIRECTIVES =
      """
      directive @aws_api_key on FIELD_DEFINITION | OBJECT
      directive @aws_iam on FIELD_DEFINITION | OBJECT
      directive @aws_cognito_user_pools(cognito_groups: [String!]) on FIELD_DEFINITION | OBJECT
      directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION
      directive @aws_subscribe(mutations: [String!]) on FIELD_DEFINITION
      """;

  /** Empty where the service has none in a file, or one that cannot be read (said elsewhere). */
  static Optional<GraphqlSchema> of(ServiceFolder service) {
    return service.stack().resources("AWS::AppSync::GraphQLSchema").stream()
        .map(resource -> resource.text("DefinitionS3Location"))
        .filter(file -> !file.isEmpty())
        .map(file -> service.directory().resolve(file))
        .filter(Files::exists)
        .flatMap(
            file -> {
              try {
                TypeDefinitionRegistry types = new SchemaParser().parse(Files.readString(file));
                types.merge(new SchemaParser().parse(DIRECTIVES));
                return Stream.of(
                    new GraphqlSchema(UnExecutableSchemaGenerator.makeUnExecutableSchema(types)));
              } catch (SchemaProblem e) {
                return Stream.empty();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .findFirst();
  }

  /** What is wrong with an operation; empty where nothing is. */
  List<String> problems(String operation) {
    try {
      return ParseAndValidate.validate(schema, new Parser().parseDocument(operation)).stream()
          .map(graphql.GraphQLError::getMessage)
          .toList();
    } catch (InvalidSyntaxException e) {
      return List.of(e.getMessage());
    }
  }

  /** Whether a mutation's field takes signatures. */
  boolean signed(String mutation) {
    GraphQLFieldDefinition field =
        schema.getMutationType() == null
            ? null
            : schema.getMutationType().getFieldDefinition(mutation);
    return field != null
        && (field.hasAppliedDirective("aws_iam")
            || schema.getMutationType().hasAppliedDirective("aws_iam"));
  }
}
