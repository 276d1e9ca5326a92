package ecommerce.local.appsync;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.language.SourceLocation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import graphql.schema.idl.errors.SchemaProblem;
import java.util.Map;
import java.util.regex.Pattern;

/** Schemas as AppSync takes them: with its scalars and directives. */
final class ApiSchema {

  private static final String PRELUDE =
      """
      directive @aws_api_key on FIELD_DEFINITION | OBJECT
      directive @aws_iam on FIELD_DEFINITION | OBJECT
      directive @aws_cognito_user_pools(cognito_groups: [String!]) on FIELD_DEFINITION | OBJECT
      directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION
      directive @aws_subscribe(mutations: [String!]) on FIELD_DEFINITION
      """;
  private static final Pattern REFUSED =
      Pattern.compile("@(aws_oidc|aws_lambda|aws_publish|canonical|hidden|renamed)\\b");

  /** A schema that cannot be taken, with the reason and where it is. */
  static final class SchemaError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaError(String message) {
      super(message, null, false, false);
    }
  }

  private ApiSchema() {}

  /**
   * Makes a schema whose every field is fetched by one fetcher.
   *
   * @param file as errors name it
   * @throws SchemaError with file and line
   */
  static GraphQLSchema of(String file, String sdl, DataFetcher<Object> fetcher) {
    for (int line = 1; line <= sdl.lines().count(); line++) {
      var refused =
          REFUSED.matcher(
              sdl.lines().skip(line - 1L).findFirst().orElse("").replaceFirst("#.*", ""));
      if (refused.find()) {
        throw new SchemaError(
            file
                + ":"
                + line
                + ": the directive "
                + refused.group()
                + " is not supported by this environment");
      }
    }
    try {
      TypeDefinitionRegistry types = new SchemaParser().parse(sdl);
      types.merge(new SchemaParser().parse(PRELUDE));
      AwsScalars.ALL.stream()
          .filter(scalar -> types.getTypeOrNull(scalar.getName()) == null)
          .forEach(
              scalar ->
                  types.add(
                      graphql.language.ScalarTypeDefinition.newScalarTypeDefinition()
                          .name(scalar.getName())
                          .build()));
      GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(types, wiring(fetcher));
      MutationEvents.check(file, schema);
      return schema;
    } catch (SchemaProblem e) {
      GraphQLError first = e.getErrors().getFirst();
      throw new SchemaError(file + at(first) + ": " + first.getMessage());
    } catch (GraphQLException e) {
      throw new SchemaError(file + ": " + e.getMessage());
    }
  }

  private static String at(GraphQLError error) {
    if (error.getLocations() == null || error.getLocations().isEmpty()) {
      return "";
    }
    SourceLocation location = error.getLocations().getFirst();
    return ":" + location.getLine() + ":" + location.getColumn();
  }

  private static RuntimeWiring wiring(DataFetcher<Object> fetcher) {
    RuntimeWiring.Builder wiring =
        RuntimeWiring.newRuntimeWiring().wiringFactory(new ByTypename(fetcher));
    AwsScalars.ALL.forEach(wiring::scalar);
    return wiring.build();
  }

  /** The name of the type that a field belongs to. */
  static String typeName(DataFetchingEnvironment field) {
    return ((GraphQLNamedType) field.getParentType()).getName();
  }

  /**
   * Members of interfaces and unions are told apart by {@code __typename} in the resolver's result.
   */
  private record ByTypename(DataFetcher<Object> fetcher) implements WiringFactory {

    private static final TypeResolver TYPES =
        environment ->
            environment.getObject() instanceof Map<?, ?> object
                    && object.get("__typename") instanceof String name
                ? environment.getSchema().getObjectType(name)
                : null;

    @Override
    public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
      return true;
    }

    @Override
    public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
      return TYPES;
    }

    @Override
    public boolean providesTypeResolver(UnionWiringEnvironment environment) {
      return true;
    }

    @Override
    public TypeResolver getTypeResolver(UnionWiringEnvironment environment) {
      return TYPES;
    }

    @Override
    public DataFetcher<Object> getDefaultDataFetcher(
        graphql.schema.idl.FieldWiringEnvironment environment) {
      return fetcher;
    }
  }
}
