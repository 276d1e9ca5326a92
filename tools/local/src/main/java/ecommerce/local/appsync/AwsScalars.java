package ecommerce.local.appsync;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** AppSync's own scalar types. */
final class AwsScalars {

  private static final String ZONE = "(Z|[+-]\\d{2}:\\d{2}(:\\d{2})?)";
  private static final String DATE = "-?\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  static final List<GraphQLScalarType> ALL =
      List.of(
          text("AWSDate", DATE + ZONE + "?"),
          text("AWSTime", TIME + ZONE + "?"),
          text("AWSDateTime", DATE + "T" + TIME + ZONE),
          text("AWSEmail", "[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+"),
          text("AWSPhone", "\\+?[0-9][0-9 ()-]{2,}"),
          text(
              "AWSIPAddress",
              "("
                  + OCTET
                  + "\\.){3}"
                  + OCTET
                  + "(/\\d{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]+(/\\d{1,3})?"),
          scalar("AWSURL", AwsScalars::url, AwsScalars::url),
          scalar("AWSTimestamp", AwsScalars::seconds, AwsScalars::seconds),
          scalar("AWSJSON", AwsScalars::jsonText, AwsScalars::jsonValue));

  private AwsScalars() {}

  private static GraphQLScalarType text(String name, String form) {
    Pattern pattern = Pattern.compile(form);
    UnaryOperator<Object> check =
        value ->
            value instanceof String text && pattern.matcher(text).matches() ? text : refuse(value);
    return scalar(name, check, check);
  }

  private static Object refuse(Object value) {
    throw new IllegalArgumentException(String.valueOf(value));
  }

  private static Object url(Object value) {
    URI uri = value instanceof String text ? URI.create(text) : URI.create("");
    return uri.getScheme() != null && uri.getHost() != null ? value : refuse(value);
  }

  private static Object seconds(Object value) {
    return value instanceof Number number && number.doubleValue() == number.longValue()
        ? (Object) number.longValue()
        : refuse(value);
  }

  private static Object jsonText(Object value) {
    return value instanceof String text ? text : Json.tree(value).toString();
  }

  private static Object jsonValue(Object value) {
    return value instanceof String text ? Json.plain(Json.read(text)) : refuse(value);
  }

  private static GraphQLScalarType scalar(
      String name, UnaryOperator<Object> out, UnaryOperator<Object> in) {
    return GraphQLScalarType.newScalar().name(name).coercing(new Checked(name, out, in)).build();
  }

  /** A value passes if its check does. */
  private record Checked(String name, UnaryOperator<Object> out, UnaryOperator<Object> in)
      implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      try {
        return out.apply(value);
      } catch (IllegalArgumentException e) {
        throw new CoercingSerializeException(
            "Unable to serialize `" + value + "` as a valid " + name + ".");
      }
    }

    @Override
    public Object parseValue(Object value, GraphQLContext context, Locale locale) {
      try {
        return in.apply(value);
      } catch (IllegalArgumentException e) {
        throw new CoercingParseValueException(
            "Unable to parse `" + value + "` as a valid " + name + ".");
      }
    }

    @Override
    public Object parseLiteral(
        Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
      try {
        return in.apply(plain(literal));
      } catch (IllegalArgumentException e) {
        throw new CoercingParseLiteralException(
            "Unable to parse `" + plain(literal) + "` as a valid " + name + ".");
      }
    }

    private static Object plain(Value<?> literal) {
      return switch (literal) {
        case StringValue text -> text.getValue();
        case IntValue number -> number.getValue();
        case FloatValue number -> number.getValue();
        case BooleanValue flag -> flag.isValue();
        default -> literal.toString();
      };
    }
  }
}
