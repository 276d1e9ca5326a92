package ecommerce.local.appsync;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;

/** An error of one field of an answer. */
record FieldError(ResolverError error, List<Object> path, SourceLocation location)
    implements GraphQLError {

  private static final long serialVersionUID = 1L;

  static FieldError of(ResolverError error, DataFetchingEnvironment field) {
    boolean silent = error.type().equals(ResolverError.UNAUTHORIZED) && error.message().isEmpty();
    ResolverError told =
        silent
            ? ResolverError.of(
                ResolverError.UNAUTHORIZED,
                "Not Authorized to access "
                    + field.getField().getName()
                    + " on type "
                    + ApiSchema.typeName(field))
            : error;
    return new FieldError(
        told,
        field.getExecutionStepInfo().getPath().toList(),
        field.getField().getSourceLocation());
  }

  @Override
  public String getMessage() {
    return error.message();
  }

  @Override
  public List<SourceLocation> getLocations() {
    return location == null ? List.of() : List.of(location);
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorClassification.errorClassification(error.type());
  }

  @Override
  public List<Object> getPath() {
    return path;
  }
}
